using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using ActorChat.Load.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorChat.Load.Bare;

/// <summary>
/// The limit of fan-out: Kestrel's WebSockets and nothing else. It takes the same requests and sends the same bytes as a node, gathers
/// what waits for a client into one message as a node does, and has no login, actor or journal: names are believed, and nothing is kept.
/// </summary>
sealed class BareFanout
{
    public const string Verb = "serve-bare-fanout";

    readonly ConcurrentDictionary<string, BareRoom> rooms = new();

    /// <summary>Serves until standard input ends.</summary>
    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        await using var web = builder.Build();
        var fanout = new BareFanout();
        web.UseWebSockets();
        web.Map("/v1/ws", fanout.Serve);
        await web.StartAsync();
        var address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Console.WriteLine($"listening 127.0.0.1:{address.Port}\nready");
        await Task.Run(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }
        });
        return 0;
    }

    async Task Serve(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync("actorchat.v1");
        var member = new BareMember(socket);
        var run = new BareRun();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var receiving = socket.ReceiveAsync(buffer.AsMemory(), default);
                // All that a client sent at once is published at once.
                if (!receiving.IsCompleted) run.Publish(member);
                var part = await receiving;
                if (part.MessageType == WebSocketMessageType.Close) return;
                Handle(member, run, buffer.AsSpan(0, part.Count));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has hung up.
        }
        finally
        {
            member.Room?.Remove(member);
        }
    }

    void Handle(BareMember member, BareRun run, ReadOnlySpan<byte> request)
    {
        var id = Scan.Number(request, "\"id\":"u8);
        if (request.IndexOf("\"type\":\"post\""u8) >= 0)
        {
            run.Post(member, id, request);
            return;
        }
        if (Scan.Text(request, "\"name\":\""u8) is { } name)
        {
            member.Name = System.Text.Encoding.UTF8.GetBytes(name);
            member.Send($"{{\"re\":{id},\"type\":\"logged-in\",\"name\":\"{name}\",\"token\":\"{name}\"}}\n{{\"type\":\"synced\"}}\n");
        }
        else if (Scan.Text(request, "\"room\":\""u8) is { } room)
        {
            member.Room = rooms.GetOrAdd(room, static key => new(key));
            var seq = member.Room.Add(member);
            member.Send($"{{\"re\":{id},\"type\":\"done\"}}\n{{\"type\":\"room-state\",\"feed\":\"room/{room}\",\"seq\":{seq}}}\n");
        }
    }
}
