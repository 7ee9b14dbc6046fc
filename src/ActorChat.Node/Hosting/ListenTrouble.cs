using System.Net.Sockets;
using ActorChat.Node.Settings;
using Microsoft.AspNetCore.Connections;

namespace ActorChat.Node.Hosting;

/// <summary>
/// Says at which of its addresses a node can't listen, and by which setting it has it. The system says only what is wrong, so each
/// address is tried once more, when nothing of this node listens any more.
/// </summary>
static class ListenTrouble
{
    /// <summary>Where clients connect, by the settings.</summary>
    public static IReadOnlyList<(string Setting, string Address)> ForClients(NodeSettings settings) =>
    [
        ("listen", settings.Listen),
        .. settings.Http.Http2Listen is { } plain ? [("http.http2-listen", plain)] : Array.Empty<(string, string)>(),
        .. settings.Http.SecureListen is { } secure ? [("http.secure-listen", secure)] : Array.Empty<(string, string)>(),
    ];

    /// <summary>Begins to listen.</summary>
    /// <param name="begin">Does it, and holds no address when it fails.</param>
    /// <param name="addresses">Those that it listens at.</param>
    /// <exception cref="SettingsException">One of them can't be listened at.</exception>
    public static async Task Explain(Func<Task> begin, IReadOnlyList<(string Setting, string Address)> addresses)
    {
        try
        {
            await begin();
        }
        catch (Exception failure) when (failure is SocketException or IOException or AddressInUseException)
        {
            foreach (var (setting, address) in addresses)
            {
                if (await Try(address) is { } trouble) throw Refusal(setting, address, trouble);
            }
            throw;
        }
    }

    static async Task<SocketException?> Try(string address)
    {
        try
        {
            var end = await HostPort.Resolve(address, CancellationToken.None);
            using var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(end);
            socket.Listen();
            return null;
        }
        catch (SocketException trouble)
        {
            return trouble;
        }
    }

    /// <summary>Why an address can't be listened at, and what to do.</summary>
    public static SettingsException Refusal(string setting, string address, SocketException trouble)
    {
        var (what, then) = trouble.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                ("another program listens there, maybe a node that still runs", "Stop it, or choose another port"),
            SocketError.AccessDenied => ("this user may not listen there", "Choose a port from 1024 on"),
            SocketError.AddressNotAvailable => ("this machine has no such address", "Choose one that it has, or 0.0.0.0 for all"),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                ("the name stands for no address", "Choose a name that this machine knows"),
            _ => (trouble.Message, "Choose another address"),
        };
        return new($"The node can't listen at {address} (the setting {NodeSettings.Root}.{setting}): {what}. {then}.", trouble);
    }
}
