using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Tests.Clustering;

/// <summary>Makes records of the contract and of the chat with anything in them, from a seed.</summary>
sealed class Filler(int seed, ISet<Type> made)
{
    const int MaxDepth = 5;
    static readonly string[] Texts = ["", "a", "hi \"é\" 👋\n", "room/Lab", new('x', 300)];

    readonly Random random = new(seed);

    /// <summary>A request as a client sends it.</summary>
    public static Request Request(string type, string fields) => JsonSerializer.Deserialize(
        $"{{\"id\":1,\"type\":\"{type}\"{(fields.Length > 0 ? "," : "")}{fields}}}", ActorChat.Messages.Wire.Strict.Request)!;

    /// <summary>Any of a hierarchy.</summary>
    public T Make<T>() => (T)Record(typeof(T), 0);

    object Record(Type declared, int depth)
    {
        Type[] all = [.. declared.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(one => one.DerivedType),
            .. declared.IsAbstract ? [] : (Type[])[declared]];
        var type = all[random.Next(all.Length)];
        made.Add(type);
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var record = constructor.Invoke(
            [.. constructor.GetParameters().Select(one => Value(one.ParameterType, new NullabilityInfoContext().Create(one), depth))]);
        foreach (var property in type.GetProperties()
            .Where(one => one.SetMethod is not null
            && one.GetMethod!.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))))
        {
            property.SetValue(record, Value(property.PropertyType, new NullabilityInfoContext().Create(property), depth));
        }
        return record;
    }

    object? Value(Type declared, NullabilityInfo nullability, int depth)
    {
        if (nullability.ReadState == NullabilityState.Nullable && (depth > MaxDepth || random.Next(3) == 0)) return null;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        if (type.IsGenericType) return Many(type, nullability, depth);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => Texts[random.Next(Texts.Length)],
            TypeCode.Boolean => random.Next(2) == 0,
            TypeCode.Int32 => random.Next(),
            TypeCode.Int64 => random.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(DateTimeOffset) =>
                DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(4_000_000_000_000))
                .ToOffset(TimeSpan.FromHours(random.Next(-3, 4))),
            _ when type == typeof(byte[]) => Bytes(),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(Bytes()),
            _ => Record(type, depth + 1),
        };
    }

    object Many(Type type, NullabilityInfo nullability, int depth)
    {
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(Bytes());
        var count = depth > MaxDepth ? 0 : random.Next(4);
        var element = type.GenericTypeArguments[^1];
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var i = 0; i < count; i++) list.Add(Value(element, nullability.GenericTypeArguments[^1], depth + 1));
        if (type.GenericTypeArguments.Length == 1) return list;
        var table = (System.Collections.IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(type.GenericTypeArguments))!;
        foreach (var one in list) table[$"key {table.Count}"] = one;
        return table;
    }

    byte[] Bytes()
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
