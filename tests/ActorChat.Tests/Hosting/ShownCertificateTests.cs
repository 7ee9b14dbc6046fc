using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Hosting;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.Hosting;

/// <summary>The certificates that clients are shown.</summary>
public sealed class ShownCertificateTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }

    string Made(string name) => Write(name, ClusterCertificate.Make("CN=test", TimeProvider.System));

    static NodeSettings With(params (string Path, string Value)[] set) =>
        SettingsReader.Read(
            null, new Dictionary<string, string>(), [.. set.Select(one => new GivenSetting(one.Path, one.Value, "--set"))], _ => { });

    [Fact]
    public void Files_WhenTheyAreRight_AreTheCertificateAndItsChain()
    {
        var key = Made("own.pem");
        var text = File.ReadAllText(key);
        var shown = ShownCertificate.Read("tls", Write("full.pem", text + File.ReadAllText(Made("authority.pem"))), key).ShouldNotBeNull();
        shown.Own.HasPrivateKey.ShouldBeTrue();
        shown.Chain.Count.ShouldBe(1);
        Messages.Fingerprint.Of(shown.Chain[0]).ShouldNotBe(shown.Fingerprint);
        shown.Trouble(TimeProvider.System).ShouldBeNull();
    }

    [Fact]
    public void Files_WhenTheyCantBeUsed_AreNamedWithTheirSetting()
    {
        var (one, other) = (Made("one.pem"), Made("other.pem"));
        var (nothing, empty) = (folder.File("none.pem"), Write("empty.pem", "nothing in here"));
        Refusal(nothing, one).ShouldContain($"{nothing} (actorchat.tls.certificate): ");
        Refusal(empty, one).ShouldContain($"{empty} (actorchat.tls.certificate): holds no certificate.");
        Refusal(one, nothing).ShouldContain($"{nothing} (actorchat.tls.certificate-key): ");
        Refusal(one, empty).ShouldContain(
            $"{empty} (actorchat.tls.certificate-key): holds no key, without a password, of the certificate in {one}.");
        Refusal(one, other).ShouldContain(
            $"{other} (actorchat.tls.certificate-key): holds no key, without a password, of the certificate in {one}.");
        Refusal(one, null).ShouldContain("actorchat.tls.certificate and actorchat.tls.certificate-key name a certificate together");
        ShownCertificate.Read("tls", null, null).ShouldBeNull();

        static string Refusal(string? certificate, string? key) =>
            Should.Throw<SettingsException>(() => ShownCertificate.Read("tls", certificate, key)).Message;
    }

    [Fact]
    public async Task Nodes_WhenNoFileIsNamed_ShowTheSame()
    {
        var store = new MemoryStore(TimeProvider.System);
        var (one, other) = (new ShownCertificates(With(("tls.mode", "on"))), new ShownCertificates(With(("listen", "0.0.0.0:7401"))));
        await one.Agree(store, TimeProvider.System, default);
        await other.Agree(store, TimeProvider.System, default);
        one.AtListen.ShouldNotBeNull().Fingerprint.ShouldBe(other.AtListen.ShouldNotBeNull().Fingerprint);
        one.AtListen.Own.HasPrivateKey.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1:7401", "auto", false)]
    [InlineData("localhost:7401", "auto", false)]
    [InlineData("0.0.0.0:7401", "auto", true)]
    [InlineData("10.0.0.5:7401", "off", false)]
    [InlineData("127.0.0.1:7401", "on", true)]
    public async Task Tls_IsSpoken_WhereASettingOrTheAddressSaysSo(string listen, string mode, bool isSpoken)
    {
        var settings = With(("listen", listen), ("tls.mode", mode));
        settings.SpeaksTls.ShouldBe(isSpoken);
        var certificates = new ShownCertificates(settings);
        await certificates.Agree(new MemoryStore(TimeProvider.System), TimeProvider.System, default);
        (certificates.AtListen is not null).ShouldBe(isSpoken);
    }
}
