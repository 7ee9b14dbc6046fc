using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.EndToEnd;

/// <summary>What a node says to a person who starts it.</summary>
public sealed class NodeStartTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly ConcurrentQueue<string> said = new();

    public void Dispose() => folder.Dispose();

    ChildProcess Start(params string[] arguments) => ChildProcess.Start("ActorChat.Node", arguments, said.Enqueue, folder.Path);

    async Task<string> Refusal(params string[] arguments)
    {
        await using var node = Start(arguments);
        (await node.WaitForExit()).ShouldBe(1);
        return node.Errors;
    }

    [Fact]
    public async Task Node_WhenStartedByHand_SaysALineWhenItListens_AndOneWhenItServes()
    {
        await using var node = Start("--listen", "127.0.0.1:0", "--cluster", "127.0.0.1:0", "--store", "sqlite:my.db");
        await Eventually.True(() => said.Count >= 2 || node.HasExited, "the node serves");
        said.Count.ShouldBe(2, node.Errors);
        said.ElementAt(0).ShouldMatch(
            "^n1 listens at 127\\.0\\.0\\.1:[1-9][0-9]* for clients and at .* for other nodes; its store is sqlite:");
        said.ElementAt(0).ShouldContain(folder.File("my.db"));
        said.ElementAt(1).ShouldBe("n1 serves. Ctrl+C stops it in good order.");
        File.Exists(folder.File("my.db")).ShouldBeTrue();
        node.Send(Signal.Terminate);
        (await node.WaitForExit()).ShouldBe(0);
    }

    [Theory]
    [InlineData("actorchat.listen", "listen")]
    [InlineData("actorchat.http.http2-listen", "http.http2-listen")]
    public async Task Node_WhenAnAddressIsTaken_SaysWhich_AndWhichSettingItIs(string setting, string path)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var refusal = await Refusal(
            "--store", "sqlite:my.db", "--set", "listen=127.0.0.1:0", "cluster.listen=127.0.0.1:0", $"{path}={taken}");
        refusal.ShouldBe(
            $"The node can't listen at {taken} (the setting {setting}): another program listens there, maybe a node that still runs. "
            + "Stop it, or choose another port.");
    }

    [Theory]
    [InlineData("listen", "10.255.255.1:0", "this machine has no such address")]
    [InlineData("http.http2-listen", "nobody.invalid:0", "the name stands for no address")]
    public async Task Node_WhenItHasNoSuchAddress_SaysWhich(string path, string address, string sentence)
    {
        var refusal = await Refusal(
            "--store", "sqlite:my.db", "--set", "listen=127.0.0.1:0", "cluster.listen=127.0.0.1:0", $"{path}={address}");
        refusal.ShouldContain($"can't listen at {address} (the setting actorchat.{path}): {sentence}");
        refusal.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Node_WhenItsFileIsBroken_SaysWhere()
    {
        await File.WriteAllTextAsync(folder.File("my.conf"), "actorchat {\n  listen = 127.0.0.1:7401\n}\n");
        (await Refusal("--config", "my.conf"))
            .ShouldBe("my.conf, line 2, column 21: a value with : or = in it must stand in quotes, such as \"127.0.0.1:7401\".");
        said.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal.sql.class = \"Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql\"", "akka.persistence.journal.sql.class is")]
    [InlineData("journal.sql.replay-filter.mode = warn", "akka.persistence.journal.sql.replay-filter.mode is 'warn'. It must be 'off'")]
    public async Task Node_WhenItsJournalWouldLoseMessages_RefusesToStart_AndSaysWhy(string setting, string sentence)
    {
        File.WriteAllText(folder.File("node.conf"), $"akka.persistence {{ {setting} }}\n");
        var refusal = await Refusal(
            "--config", "node.conf", "--listen", "127.0.0.1:0", "--cluster", "127.0.0.1:0", "--store", "sqlite:my.db");
        refusal.ShouldContain(sentence);
        refusal.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Node_WhenACertificateIsMissing_SaysWhichSettingNamesIt()
    {
        string[] http = ["http.secure-listen=127.0.0.1:0", "http.certificate=none.pem", "http.certificate-key=none.key"];
        var refusal = await Refusal(["--store", "sqlite:my.db", "--set", "listen=127.0.0.1:0", "cluster.listen=127.0.0.1:0", .. http]);
        refusal.ShouldContain("The certificate of the setting actorchat.http.certificate, or its key, can't be read");
        refusal.ShouldNotContain("\n");
    }

    [Fact]
    public async Task DotnetRun_WhenAPathIsRelative_MeansTheFolderInWhichItWasTyped()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        var project = Path.Combine(Repository.Root, "src", "ActorChat.Node");
        string[] run = ["run", "--no-build", "-c", configuration, "--project", project, "--", "--config", "none.conf"];
        await using var node = ChildProcess.StartDotnet(run, said.Enqueue, folder.Path);
        (await node.WaitForExit(Eventually.Deadline * 4)).ShouldBe(1);
        node.Errors.ShouldContain($"There is no file {folder.File("none.conf")}");
    }
}
