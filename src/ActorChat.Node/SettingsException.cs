namespace ActorChat.Node;

/// <summary>Settings that can't be used; the message names the setting, its value, where it stands, and what to do.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and keeps what the system said of it.</summary>
    public SettingsException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
