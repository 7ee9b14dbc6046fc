using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using ActorChat.Messages;

namespace ActorChat.Tui;

/// <summary>What the program is asked to do.</summary>
/// <param name="LocalNodes">How many nodes to start here; null: none.</param>
/// <param name="Connect">Addresses of a running cluster; empty: none.</param>
/// <param name="DataFolder">Of the local cluster.</param>
/// <param name="Plain">Without a screen.</param>
/// <param name="Json">Raw frames.</param>
/// <param name="Linger">How long to wait for events at the end of input.</param>
/// <param name="DownloadsFolder">Where loaded files go.</param>
/// <param name="NoMouse">Clicks and the wheel are left to the terminal.</param>
/// <param name="Wait">Look for a node for ever.</param>
/// <param name="Yes">Do what destroys something without asking.</param>
/// <param name="Trust">Fingerprints of certificates that are accepted.</param>
/// <param name="Invitation">An invite link, which the client asks by after the first login.</param>
sealed record ProgramOptions(
    int? LocalNodes, IReadOnlyList<string> Connect, string? DataFolder, bool Plain, bool Json, TimeSpan Linger, string? DownloadsFolder,
    IReadOnlyList<string> Trust, string? Invitation = null, bool Wait = false, bool Yes = false, bool NoMouse = false);

/// <summary>The command line of the client.</summary>
static class CommandLine
{
    /// <summary>Most nodes on one machine: more show nothing that three do not.</summary>
    public const int MaxLocalNodes = 9;

    static readonly Option<string?> Local = new("--local")
    {
        HelpName = "N",
        Description = $"Start a cluster of N nodes (1 to {MaxLocalNodes}) on this machine, or join the one that runs on the data folder.",
    };

    static readonly Option<string[]> Connect = new("--connect")
    {
        HelpName = "HOST:PORT[,HOST:PORT...]",
        Description = "Connect to a running cluster, with TLS unless on this machine; ws:// or wss:// before an address says otherwise.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    static readonly Option<string?> Data = new(
        "--data") { HelpName = "DIR", Description = "The local cluster's data folder (~/.local/share/actorchat)." };
    static readonly Option<bool> Plain = new(
        "--plain") { Description = "No screen: commands from standard input, events and replies on standard output." };
    static readonly Option<bool> Json = new("--json") { Description = "With --plain: the frames as received, a line each." };
    static readonly Option<string?> Linger = new(
        "--linger") { HelpName = "SECONDS", Description = "With --plain: wait so long for events at the end of input." };
    static readonly Option<bool> Wait = new(
        "--wait") { Description = "With --plain: wait for a node for ever, instead of giving up (exit code 4)." };
    static readonly Option<bool> Yes = new("--yes")
        { Description = "With --plain: do what deletes something, or ends a cluster that others are connected to, without asking." };
    static readonly Option<string?> Downloads = new(
        "--downloads") { HelpName = "DIR", Description = "Where /load_file puts files (the desktop's downloads folder)." };

    static readonly Option<bool> NoMouse = new(
        "--no-mouse") { Description = "Leave clicks, the wheel and marking text to the terminal (else: hold Shift)." };

    static readonly Option<string[]> Trust = new("--trust")
    {
        HelpName = "FINGERPRINT",
        Description = "Accept a node's certificate with this fingerprint (sha256:...), also in place of another, from now on.",
        DefaultValueFactory = _ => [],
    };

    static readonly Argument<string?> Link = new("link")
    {
        HelpName = "actorchat://HOST:PORT/join/TOKEN",
        Description = "An invite link: connects there, unless told otherwise, and asks to come in.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The command, for parsing and for help.</summary>
    public static RootCommand Root { get; } = Build();

    /// <summary>What a parsed line without errors asks for.</summary>
    public static ProgramOptions Read(ParseResult parsed) => new(
        NodesIn(parsed.GetValue(Local)),
        Where(parsed),
        parsed.GetValue(Data),
        parsed.GetValue(Plain),
        parsed.GetValue(Json),
        TimeSpan.FromSeconds(SecondsIn(parsed.GetValue(Linger)) ?? 0),
        parsed.GetValue(Downloads),
        [.. (parsed.GetValue(Trust) ?? []).Select(FingerprintIn).OfType<string>()],
        parsed.GetValue(Link),
        parsed.GetValue(Wait),
        parsed.GetValue(Yes),
        parsed.GetValue(NoMouse));

    // The link's own address serves those who have no other.
    static IReadOnlyList<string> Where(ParseResult parsed)
    {
        var addresses = Addresses(parsed.GetValue(Connect) ?? []);
        return addresses.Count == 0 && parsed.GetValue(Local) is null && parsed.GetValue(Link) is { } link
            && InviteUrl.TryParse(link, out var address, out _) && address is not null
            ? Addresses([address])
            : addresses;
    }

    static RootCommand Build()
    {
        var root = new RootCommand("The terminal client of ActorChat, a chat on a cluster of actors.") { Link, Local, Connect, Trust, Data,
            Plain, Json, Linger, Wait, Yes, Downloads, NoMouse };
        root.Validators.Add(Check);
        return root;
    }

    static void Check(CommandResult given)
    {
        if (given.Errors.Any()) return;
        var addresses = Addresses(given.GetValue(Connect) ?? []);
        if (given.GetValue(Local) is { } nodes && NodesIn(nodes) is null) given.AddError($"--local takes 1 to {MaxLocalNodes} nodes.");
        else if (given.GetValue(Local) is not null && addresses.Count > 0)
        {
            given.AddError("--local starts a cluster and --connect joins one: give one of them.");
        }
        else if (given.GetValue(Data) is not null && given.GetValue(Local) is null)
        {
            given.AddError("--data is the data folder of a local cluster: give --local N too.");
        }
        else if (given.GetValue(Json) && !given.GetValue(Plain)) given.AddError("--json says what --plain prints: give --plain too.");
        else if (given.GetValue(Wait) && !given.GetValue(Plain)) given.AddError("--wait is for --plain: the screen always waits.");
        else if (given.GetValue(Yes) && !given.GetValue(Plain)) given.AddError("--yes is for --plain: the screen asks.");
        else if (given.GetResult(Trust)?.Tokens.FirstOrDefault(token => FingerprintIn(token.Value) is null) is { Value: var wrong })
            given.AddError($"--trust: '{wrong}' is no fingerprint: one is sha256: and 64 hex digits.");
        else if (given.GetValue(Linger) is { } seconds && SecondsIn(seconds) is null) given.AddError("--linger takes 0 to 86400 seconds.");
        else if (given.GetValue(Link) is { } link
            && (!InviteUrl.TryParse(link, out var address, out _) || (address is not null && !Addresses([address]).TrueForAll(IsAddress))))
            given.AddError($"'{link}' is no invite link: one looks like actorchat://HOST:PORT[,HOST:PORT…]/join/TOKEN.");
        else if (addresses.FirstOrDefault(address => !IsAddress(address)) is { } bad)
        {
            given.AddError($"--connect: '{bad}' is not HOST:PORT.");
        }
    }

    static int? NodesIn(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) && nodes is >= 1 and <= MaxLocalNodes ? nodes
            : null;

    static string? FingerprintIn(string text) => Fingerprint.TryRead(text, out var fingerprint) ? fingerprint : null;

    static double? SecondsIn(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and <= 86_400 ? seconds : null;

    static List<string> Addresses(IEnumerable<string> given) =>
        [.. given.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    static bool IsAddress(string address)
    {
        var whole = address.Contains("://", StringComparison.Ordinal) ? address : $"ws://{address}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss") || uri.Host.Length == 0) return false;
        // A scheme brings its own port; without one the port must be said.
        var authority = whole[(whole.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
        return whole == address
            || (uri.AbsolutePath == "/" && authority.EndsWith($":{uri.Port}", StringComparison.Ordinal)
            && uri.Port is > 0 and <= IPEndPoint.MaxPort);
    }
}
