using ActorChat.Messages;
using ActorChat.Tests.Stores;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

/// <summary>Which certificates a client accepts, and how it remembers them.</summary>
public sealed class TrustStoreTests : IDisposable
{
    const string Here = "chat.example.org:7401", There = "chat2.example.org:7401";

    static readonly string One = "sha256:" + new string('1', 64), Two = "sha256:" + new string('2', 64);

    readonly TempFolder folder = new();

    string File => folder.File("settings/known-certificates");

    public void Dispose() => folder.Dispose();

    TrustStore Open(params string[] given) => new(File, given);

    [Fact]
    public void Certificate_WhenNobodyHasAcceptedIt_IsUnknown_AndOnceAcceptedIsKept()
    {
        Open().Judge(Here, One, out var before).ShouldBe(Verdict.Unknown);
        before.ShouldBeNull();
        Open().Accept(Here, One).ShouldBeNull();
        Open().Judge(Here, One, out _).ShouldBe(Verdict.Accepted);
        System.IO.File.ReadAllText(File).ShouldBe($"{Here} {One}\n");
        if (!OperatingSystem.IsWindows()) System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Certificate_WhenAnotherWasAccepted_HasChanged_UntilTheNewOneIsNamed()
    {
        Open().Accept(Here, One);
        var store = Open();
        store.Accept(There, Two);
        store.Judge(Here, Two, out var before).ShouldBe(Verdict.Changed, "also when it is good elsewhere");
        before.ShouldBe(One);
        Open(Two).Judge(Here, Two, out _).ShouldBe(Verdict.Accepted);
        Open().Judge(Here, Two, out _).ShouldBe(Verdict.Accepted);
        Open().Judge(Here, One, out _).ShouldBe(Verdict.Changed);
    }

    [Fact]
    public void Certificate_WhenAnotherNodeOfThisRunShowsIt_IsAcceptedWithoutAsking()
    {
        var store = Open();
        store.Accept(Here, One);
        store.Judge(There, One, out _).ShouldBe(Verdict.Accepted);
        Open().Judge(There, One, out _).ShouldBe(Verdict.Accepted, "it was kept");
        Open().Judge("third.example.org:7401", One, out _).ShouldBe(Verdict.Unknown, "another run, another cluster");
    }

    [Fact]
    public void File_WhenALineMeansNothing_IsNotTakenForEmpty()
    {
        Open().Accept(Here, One);
        System.IO.File.AppendAllText(File, "half a li");
        Should.Throw<SocketFailedException>(() => Open().Judge(There, Two, out _)).Message.ShouldContain("'half a li': take it out");
    }

    [Fact]
    public void File_WhenItCantBeWritten_CountsForThisRun_AndSaysSo()
    {
        System.IO.File.WriteAllText(folder.File("settings"), "no folder");
        var store = Open();
        store.Accept(Here, One).ShouldNotBeNull().ShouldContain("can't be written");
    }

    [Theory]
    [InlineData("127.0.0.1:7401", "ws://127.0.0.1:7401/v1/akka")]
    [InlineData("localhost:7401", "ws://localhost:7401/v1/akka")]
    [InlineData("[::1]:7401", "ws://[::1]:7401/v1/akka")]
    [InlineData("chat.example.org:7401", "wss://chat.example.org:7401/v1/akka")]
    [InlineData("10.0.0.5:7401", "wss://10.0.0.5:7401/v1/akka")]
    [InlineData("ws://10.0.0.5:7401", "ws://10.0.0.5:7401/v1/akka")]
    [InlineData("wss://127.0.0.1:7401/", "wss://127.0.0.1:7401/v1/akka")]
    public void Address_WithoutAScheme_IsWithTls_UnlessItIsThisMachine(string address, string uri) =>
        NodeAddress.UriOf(address, ProtocolLimits.RemotePath).AbsoluteUri.ShouldBe(uri);

    [Theory]
    [InlineData("127.0.0.1:7401", false, "127.0.0.1:7401")]
    [InlineData("127.0.0.1:7401", true, "wss://127.0.0.1:7401")]
    [InlineData("10.0.0.5:7401", true, "10.0.0.5:7401")]
    [InlineData("10.0.0.5:7401", false, "ws://10.0.0.5:7401")]
    public void Node_WhenClientsWouldGuessWrong_TellsItsScheme(string address, bool isSecure, string told)
    {
        NodeAddress.Tell(address, isSecure).ShouldBe(told);
        NodeAddress.IsSecure(told).ShouldBe(isSecure);
        var token = new string('t', 43);
        InviteUrl.TryParse(InviteUrl.Format([told, told], token), out var addresses, out var read).ShouldBeTrue();
        (addresses, read).ShouldBe(($"{told},{told}", token));
    }

    [Fact]
    public void Client_WhenItCameWithTls_DoesNotGoWithoutOverANetwork()
    {
        var book = new AddressBook(new ClientOptions { Addresses = ["chat.example.org:7401"], Device = "dev", ClientName = "test" });
        book.Learn(["10.0.0.5:7401", "ws://10.0.0.6:7401", "127.0.0.1:7402"], "chat.example.org:7401");
        book.Learned.ShouldBe(["10.0.0.5:7401", "127.0.0.1:7402"]);
        book.Learn(["10.0.0.5:7401"], "ws://chat.example.org:7401");
        book.Learned.ShouldBe(["ws://10.0.0.5:7401"]);
    }

    [Theory]
    [InlineData("sha256:{0}", true)]
    [InlineData("{0}", true)]
    [InlineData("sha256:{0}0", false)]
    [InlineData("sha256:", false)]
    public void Fingerprint_WhenWrittenAsOthersDo_IsRead(string form, bool isOne)
    {
        Fingerprint.TryRead(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, new string('a', 64)), out var read)
            .ShouldBe(isOne);
        if (isOne) read.ShouldBe("sha256:" + new string('a', 64));
        Fingerprint.TryRead(string.Join(':', Enumerable.Repeat("AB", 32)), out read).ShouldBeTrue();
        read.ShouldBe("sha256:" + string.Concat(Enumerable.Repeat("ab", 32)));
    }
}
