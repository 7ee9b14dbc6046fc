using ActorChat.Node.Clustering;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Doors;
using ActorChat.Node.Doors.Http;
using ActorChat.Node.Doors.Remote;
using ActorChat.Node.Handlers;
using ActorChat.Node.Kinds;
using ActorChat.Node.Passwords;
using ActorChat.Node.Sessions;
using ActorChat.Node.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Hosting;

/// <summary>One node process, put together: opens its doors, joins the cluster, serves, and leaves in good order.</summary>
public sealed partial class NodeHost : IAsyncDisposable
{
    static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(1), ClosingPatience = TimeSpan.FromMilliseconds(500);

    readonly NodeSettings settings;
    readonly WebApplication web;
    readonly ActorNode actors;
    readonly IStore store;
    readonly ShownCertificates certificates;
    readonly SessionRegistry registry;
    readonly RemoteDoor remote;
    readonly TimeProvider time;
    readonly CancellationTokenSource stopping = new();

    NodeHost(
        NodeSettings settings, WebApplication web, ActorNode actors, IStore store, ChatServices chat, UpgradeDoor upgrades,
        ShownCertificates certificates, TimeProvider time)
    {
        (this.settings, this.web, this.actors, this.store, this.certificates) = (settings, web, actors, store, certificates);
        this.time = time;
        registry = new(chat, () => ClientAddress);
        remote = MapDoors(chat, upgrades);
    }

    /// <summary>What clients are told to connect to; known once started.</summary>
    public string ClientAddress { get; private set; } = "";

    /// <summary>By which people know the certificate that clients are shown; null without TLS.</summary>
    public string? Fingerprint => certificates.AtListen?.Fingerprint;

    /// <summary>Whether it serves.</summary>
    public bool IsServing => actors.IsServing;

    /// <summary>How far starting has come, for people.</summary>
    public string Progress => actors.Trouble ?? actors.Progress;

    /// <summary>Asked to stop, by a signal.</summary>
    public CancellationToken Stopping => web.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Composes a node. The store is opened: it is the first that may refuse.</summary>
    /// <param name="settings">All of them.</param>
    /// <param name="builder">Of its web server.</param>
    /// <param name="around">Puts something between the node and its store, or nothing.</param>
    /// <param name="time">Its clock and calendar.</param>
    /// <param name="cancel">Gives opening the store up.</param>
    /// <exception cref="SettingsException">A setting can't be used.</exception>
    /// <exception cref="StoreRefusedException">The store can't be used.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static async Task<NodeHost> Create(
        NodeSettings settings, WebApplicationBuilder builder, Func<IStore, IStore> around, TimeProvider time, CancellationToken cancel)
    {
        var certificates = new ShownCertificates(settings);
        var upgrades = new UpgradeDoor(time, settings.Http.MaxConnections, settings.SpeaksTls);
        Listeners.Add(builder, settings, upgrades, time);
        var web = builder.Build();
        var logs = web.Services.GetRequiredService<ILoggerFactory>();
        var random = new SystemRandom();
        var store = around(Stores.Open(settings, logs));
        await store.Open(cancel);
        await certificates.Agree(store, time, cancel);
        Listeners.Listen(web, settings, certificates);
        var health = new StoreHealth(settings.Cluster.StorePatience, time);
        var limits = settings.Journal.CommitLoops > 0 ? settings.Journal
            : settings.Journal with { CommitLoops = Stores.CommitLoopsFor(settings.Store) };
        var journal = new Journal(store, health, limits, time, logs.CreateLogger<Journal>());
        var configuration = settings.AkkaConfig.WithFallback(Stores.JournalOf(settings));
        var actors = new ActorNode(new(settings.Cluster, settings.Entities, settings.Feeds, settings.Asking, settings.Letters),
            ChatKinds.All(settings.Rooms, settings.Dialogues, settings.Files, settings.Users, settings.Operators),
            store, configuration, health, journal, time, random, logs);
        var chat = new ChatServices(
            settings.Name, actors, store, new PasswordVault(settings.Passwords), settings.Sessions, settings.Passwords, settings.Files,
            time, random, logs.CreateLogger<Session>())
        {
            Operators = settings.Operators,
        };
        return new(settings, web, actors, store, chat, upgrades, certificates, time);
    }

    /// <summary>Opens the doors; they answer at once, and serve once <see cref="Join"/> has ended.</summary>
    public async Task Open()
    {
        _ = registry.Run(stopping.Token);
        await ListenTrouble.Explain(() => web.StartAsync(), ListenTrouble.ForClients(settings));
        var bound = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        ClientAddress = Told(bound.Port);
        var log = web.Services.GetRequiredService<ILogger<NodeHost>>();
        foreach (var trouble in certificates.Troubles(time)) LogCertificate(log, trouble);
    }

    /// <summary>Joins the cluster and begins to serve.</summary>
    public Task Join(CancellationToken cancel) => actors.Start(ClientAddress, cancel);

    /// <summary>Gives memory back whenever the node has become quiet, until cancelled.</summary>
    public Task WatchForQuiet(CancellationToken cancel) => new QuietTime(store, time).Run(cancel);

    /// <summary>Tells clients where to go, hands off all shards, and leaves the cluster.</summary>
    public async Task Leave()
    {
        await registry.Leave(SessionPatience);
        await actors.Leave();
        await Task.WhenAll(registry.End(ClosingPatience), web.StopAsync(new CancellationTokenSource(ClosingPatience).Token));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        stopping.Dispose();
        await remote.DisposeAsync();
        await actors.DisposeAsync();
        await web.DisposeAsync();
    }

    string Told(int boundPort)
    {
        var given = settings.Advertise ?? settings.Listen;
        var address = HostPort.WithoutScheme(given);
        var port = settings.Advertise is not null && HostPort.PortOf(address) != 0 ? HostPort.PortOf(address) : boundPort;
        var told = HostPort.Format(HostPort.HostOf(address), port);
        if (given != address) return given[..(given.Length - address.Length)] + told;
        // A node without TLS that has another address for clients stands behind something that may speak it.
        return settings.SpeaksTls || settings.Advertise is null ? NodeAddress.Tell(told, settings.SpeaksTls) : told;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trouble}")]
    static partial void LogCertificate(ILogger log, string trouble);

    RemoteDoor MapDoors(ChatServices chat, UpgradeDoor upgrades)
    {
        var handlers = AllHandlers.Of(chat);
        var socket = new WebSocketDoor(chat, handlers, registry, web.Services.GetRequiredService<ILogger<WebSocketDoor>>());
        var gate = new RemoteDoor(chat, handlers, registry, web.Services.GetRequiredService<ILogger<RemoteDoor>>());
        upgrades.Doors = [socket, gate];
        var health = new HealthDoor(actors);
        web.UseWebSockets();
        web.Map(socket.Path, socket.Serve);
        web.Map(gate.Path, gate.Serve);
        HttpDoor.Map(web, chat, handlers, registry, settings.Http);
        web.MapGet("/healthz", HealthDoor.Alive);
        web.MapGet("/readyz", health.Ready);
        web.MapGet("/metrics", new MetricsDoor(actors, registry).Show);
        return gate;
    }
}
