using System.ComponentModel.DataAnnotations;
using ActorChat.Messages;

namespace ActorChat.Node;

/// <summary>A setting that is an address.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class HostAndPortAttribute() : ValidationAttribute("HOST:PORT in quotes, such as \"127.0.0.1:7401\"")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string text && HostPort.IsValid(text));
}

/// <summary>A setting that is an address as clients are told it: a scheme may say whether TLS is spoken there.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class ToldAddressAttribute()
    : ValidationAttribute("HOST:PORT in quotes, such as \"chat.example.org:7401\", with wss:// or ws:// before it or not")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is string text && HostPort.IsValid(HostPort.WithoutScheme(text)));
}

/// <summary>A setting that names the store. Its value may hold a password and is never shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class StoreNameAttribute() : ValidationAttribute("sqlite:FILE or postgres:CONNECTION")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is string text && text.Split(':', 2) is ["sqlite" or "postgres", { } rest] && !string.IsNullOrWhiteSpace(rest);
}

/// <summary>A setting that lists users.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class UserNamesAttribute() : ValidationAttribute("a list of users, each with 2 to 32 letters, digits, and _ - .")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is IEnumerable<string> names && names.All(name => Names.User(name) is not null);
}

/// <summary>Bounds of a duration, written as in the settings.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class DurationsAttribute(string shortest, string longest) : ValidationAttribute($"from {shortest} to {longest}")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is TimeSpan given && given >= Quantities.Duration(shortest) && given <= Quantities.Duration(longest));
}

/// <summary>A setting that nobody but its owner should read: its value is never shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class SecretAttribute : Attribute;
