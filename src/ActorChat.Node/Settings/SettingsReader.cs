using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ActorChat.Messages;
using Microsoft.Extensions.Configuration;

namespace ActorChat.Node.Settings;

/// <summary>Settings that can't be used; the message names the setting, its value, and what to do.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Reads and checks all settings at start.</summary>
public static class SettingsReader
{
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public static NodeSettings Read(IConfiguration configuration)
    {
        var settings = new NodeSettings();
        try
        {
            configuration.GetSection(NodeSettings.Section).Bind(settings, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"{(e.InnerException is null ? Unknown(e.Message) : e.Message)} Look at config/ for how settings are written.");
        }
        Check(settings, NodeSettings.Section);
        CheckAddresses(settings);
        CheckOperators(settings.Operators);
        CheckDuration("ActorChat:Cluster:Lease", settings.Cluster.Lease, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5));
        (settings.Cluster.Actors.Name, settings.Cluster.Actors.Lease) = (settings.Name, settings.Cluster.Lease);
        return settings;
    }

    // The binder's sentence for a setting that there is none of names .NET types; an operator needs the name.
    static string Unknown(string message)
    {
        const string Before = "on the instance of ";
        var at = message.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0) return message;
        var (type, names) = message[(at + Before.Length)..].Split(": ", 2) is [var first, var second] ? (first, second) : ("", message);
        return $"There is no setting {names} among those of {type.Split('.')[^1].Replace("Settings", "", StringComparison.Ordinal).Replace("Options", "", StringComparison.Ordinal)}.";
    }

    static void Check(object settings, string path)
    {
        foreach (var property in settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(settings);
            var name = $"{path}:{property.Name}";
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (!rule.IsValid(value)) throw new SettingsException($"The setting {name} is '{value}', which can't be: {rule.FormatErrorMessage(property.Name)}");
            }
            if (value is TimeSpan duration && duration <= TimeSpan.Zero) throw new SettingsException($"The setting {name} is '{value}' and must be longer than nothing, such as 00:00:10.");
            if (value is not null && property.PropertyType.Namespace?.StartsWith("ActorChat", StringComparison.Ordinal) == true) Check(value, name);
        }
    }

    static void CheckOperators(IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => Names.User(name) is null) is { } bad) throw new SettingsException($"The setting ActorChat:Operators names '{bad}', which can't be a user: a name has 2 to 32 letters, digits, and _ - .");
    }

    static void CheckAddresses(NodeSettings settings)
    {
        CheckAddress("ActorChat:Listen", settings.Listen);
        CheckAddress("ActorChat:Advertise", settings.Advertise);
        CheckAddress("ActorChat:Http:Http2Listen", settings.Http.Http2Listen);
        CheckAddress("ActorChat:Http:SecureListen", settings.Http.SecureListen);
        CheckAddress("ActorChat:Cluster:Listen", settings.Cluster.Listen);
        CheckAddress("ActorChat:Cluster:Advertise", settings.Cluster.Advertise);
    }

    static void CheckAddress(string name, string? value)
    {
        if (value is not null && !HostPort.IsValid(value)) throw new SettingsException($"The setting {name} is '{value}' and must be HOST:PORT, such as 127.0.0.1:7401.");
    }

    static void CheckDuration(string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max) throw new SettingsException($"The setting {name} is '{value}' and must be from {min} to {max}, written as hours:minutes:seconds.");
    }
}
