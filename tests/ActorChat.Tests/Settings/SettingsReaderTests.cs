using System.Text.RegularExpressions;
using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Node.Settings;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.Settings;

public sealed partial class SettingsReaderTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static string Conf(string name) => Path.Combine(Repository.Root, "hocon", name);

    NodeSettings Read(string? text = null, (string Name, string Value)[]? variables = null, params (string Path, string Value)[] given)
    {
        var file = text is null ? null : folder.File("my.conf");
        if (file is not null) File.WriteAllText(file, text);
        return SettingsReader.Read(file, (variables ?? []).ToDictionary(one => one.Name, one => one.Value),
            [.. given.Select(one => new GivenSetting(one.Path, one.Value, "--set"))], notes.Add);
    }

    readonly List<string> notes = [];

    string Refusal(string? text = null, params (string Path, string Value)[] given) =>
        Should.Throw<SettingsException>(() => Read(text, given: given))
            .Message.Replace(folder.File("my.conf"), "my.conf", StringComparison.Ordinal);

    [Fact]
    public void Property_WhenItIsASetting_HasItsLineWithItsReason_AndEveryLineItsProperty()
    {
        List<string> groups = [], lines = [], bare = [];
        var before = "";
        foreach (var line in File.ReadLines(Conf("actorchat.conf")))
        {
            if (LineForm().Match(line) is { Success: true } match)
            {
                if (!before.TrimStart().StartsWith('#') && match.Groups[1].Value != NodeSettings.Root) bare.Add(line.Trim());
                if (match.Groups[2].Value == "{") groups.Add(match.Groups[1].Value);
                else lines.Add(string.Join('.', groups.Append(match.Groups[1].Value)));
            }
            else if (line.Trim() == "}")
            {
                groups.RemoveAt(groups.Count - 1);
            }
            before = line;
        }
        bare.ShouldBeEmpty("a setting without a remark above it");
        lines.ShouldBe(SettingsBinder.Paths(typeof(NodeSettings), NodeSettings.Root).Select(one => one.Path), ignoreOrder: true);
    }

    [Fact]
    public void Defaults_WhenEmbedded_AreTheFile() => SettingsReader.DefaultsText.ShouldBe(File.ReadAllText(Conf("actorchat.conf")));

    [Fact]
    public void Defaults_WhenNothingIsSet_AreWhatClientsAndDocumentsTakeForGranted()
    {
        var settings = NodeSettings.Default;
        settings.Rooms.GlobalSettings.ShouldBe(RoomSettings.OfGlobal);
        settings.Listen.ShouldBe("127.0.0.1:7401");
        settings.Cluster.Listen.ShouldBe("127.0.0.1:7501");
        settings.Advertise.ShouldBeNull();
        settings.Files.Lifetime.ShouldBeNull();
        settings.Files.MaxFileBytes.ShouldBe(5 * 1024 * 1024);
        settings.Http.AllowedOrigins.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("one-node.conf")]
    [InlineData("three-nodes.conf")]
    [InlineData("three-machines.conf", "NODE_HOST=chat1.example.org", "NODE_INTERNAL=chat1.internal", "STORE_PASSWORD=a;b", "NODE_NAME=n7")]
    public void Sample_WhenRead_CanBeUsed(string sample, params string[] variables)
    {
        var settings = SettingsReader.Read(
            Conf(sample), variables.ToDictionary(one => one.Split('=')[0], one => one.Split('=')[1]), [], notes.Add);
        if (sample != "three-machines.conf") return;
        settings.Name.ShouldBe("n7");
        settings.Advertise.ShouldBe("chat1.example.org:7401");
        settings.Store.ShouldEndWith("Password=a;b");
    }

    [Fact]
    public void Setting_WhenGivenInSeveralPlaces_IsThatOfTheLast()
    {
        const string File = "actorchat { rooms { max-links = 1, link-uses = 1, max-link-uses = 1 } }";
        var settings = Read(File, [("ACTORCHAT_ROOMS_LINK_USES", "2"), ("ACTORCHAT_ROOMS_MAX_LINK_USES", "2")],
            ("actorchat.rooms.max-link-uses", "3"), ("name", "n2"));
        (settings.Rooms.MaxMembers, settings.Rooms.MaxLinks, settings.Rooms.LinkUses, settings.Rooms.MaxLinkUses)
            .ShouldBe((10_000, 1, 2, 3));
        settings.Name.ShouldBe("n2");
    }

    [Fact]
    public void Value_WhenWrittenAsHoconHasIt_IsTaken()
    {
        var settings = Read("actorchat { cluster.lease = 1500 millis, sessions.max-queue-bytes = 1 MiB, operators = [root, \"amy\"], "
            + "log-level = warning, files.lifetime = 30 days }");
        settings.Cluster.Lease.ShouldBe(TimeSpan.FromSeconds(1.5));
        settings.Sessions.MaxQueueBytes.ShouldBe(1 << 20);
        settings.Operators.ShouldBe(["root", "amy"]);
        settings.LogLevel.ShouldBe(Microsoft.Extensions.Logging.LogLevel.Warning);
        settings.Files.Lifetime.ShouldBe(TimeSpan.FromDays(30));
        Read(given: ("operators", "root, amy")).Operators.ShouldBe(["root", "amy"]);
        Read(given: ("operators", "[root, amy]")).Operators.ShouldBe(["root", "amy"]);
        Read(given: ("rooms.global-send-limit", "off")).Rooms.GlobalSendLimit.ShouldBeNull();
        Read(given: ("rooms.global-message-lifetime", "")).Rooms.GlobalMessageLifetime.ShouldBeNull();
        Read(given: ("store", "postgres:Host=a;Password=x#{y}=z")).Store.ShouldBe("postgres:Host=a;Password=x#{y}=z");
    }

    [Fact]
    public void Store_WhenItIsRelative_IsInTheFolderWhereTheNodeIsStarted() =>
        Read(given: ("store", "sqlite:chat.db")).Store.ShouldBe($"sqlite:{Path.Combine(Directory.GetCurrentDirectory(), "chat.db")}");

    [Fact]
    public void Akka_WhenSetByTheOperator_IsGivenToTheEngine()
    {
        var settings = Read(
            "akka { cluster.split-brain-resolver { stable-after = 5s, roles = [a, b] } }", given: ("akka.loglevel", "DEBUG"));
        settings.AkkaConfig.GetTimeSpan("akka.cluster.split-brain-resolver.stable-after").ShouldBe(TimeSpan.FromSeconds(5));
        settings.AkkaConfig.GetStringList("akka.cluster.split-brain-resolver.roles").ShouldBe(["a", "b"]);
        settings.AkkaConfig.GetString("akka.loglevel").ShouldBe("DEBUG");
        NodeSettings.Default.AkkaConfig.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cluster.lease", "soon", "The setting actorchat.cluster.lease is 'soon' (--set) and must be a duration with its unit, such "
        + "as 10s or 200ms, from 500ms to 5m.")]
    [InlineData("cluster.lease", "00:00:05", "such as 10s or 200ms")]
    [InlineData("cluster.lease", "10", "a duration with its unit")]
    [InlineData("cluster.lease", "6m", "from 500ms to 5m")]
    [InlineData("sessions.keep-alive", "0s", "a duration with its unit")]
    [InlineData("sessions.keep-alive", "99999999d", "a duration with its unit")]
    [InlineData("rooms.max-links", "0", "is '0' (--set) and must be a whole number from 1 to 1000.")]
    [InlineData("rooms.max-links", "1 KiB", "a whole number from 1 to 1000")]
    [InlineData("rooms.global-send-limit", "none", "a whole number from 1 to 1000000, or off")]
    [InlineData("sessions.max-queue-bytes", "1 KiB", "a size from 64 KiB to 256 MiB, such as 64 KiB or 5 MiB")]
    [InlineData("sessions.max-queue-bytes", "9999999 PiB", "a size from 64 KiB to 256 MiB")]
    [InlineData("listen", "7401", "HOST:PORT in quotes, such as \"127.0.0.1:7401\"")]
    [InlineData("listen", "", "HOST:PORT")]
    [InlineData("http.secure-listen", "here", "HOST:PORT")]
    [InlineData("name", "a b", "1 to 64 letters, digits, and _ . -")]
    [InlineData("name", "", "1 to 64 letters, digits, and _ . -")]
    [InlineData("operators", "a", "a list of users, each with 2 to 32 letters")]
    [InlineData("log-level", "loud", "trace, debug, information, warning, error, critical, none")]
    [InlineData("cluster", "5", "The setting actorchat.cluster (--set) is a group and must be written actorchat.cluster { … }.")]
    public void Value_WhenItCantBe_IsNamedWithItsPath_AndWithWhatMay(string path, string value, string sentence) =>
        Refusal(given: (path, value)).ShouldContain(sentence);

    [Fact]
    public void Store_WhenItCantBe_IsRefusedWithoutItsPassword()
    {
        Refusal(given: ("store", "potgres:Password=secret")).ShouldContain("must be sqlite:FILE or postgres:CONNECTION.");
        Refusal(given: ("store", "potgres:Password=secret")).ShouldNotContain("secret");
    }

    [Fact]
    public void Addresses_WhenTwoAreTheSame_AreRefused()
    {
        Refusal(given: ("cluster.listen", "127.0.0.1:7401"))
            .ShouldBe("The settings actorchat.listen and actorchat.cluster.listen are both '127.0.0.1:7401': give each its own port.");
        Read(given: [("listen", "127.0.0.1:0"), ("cluster.listen", "127.0.0.1:0")]).Listen.ShouldBe("127.0.0.1:0");
    }

    [Theory]
    [InlineData("actorchat {\n  cluster { laese = 5s }\n}",
        "There is no setting actorchat.cluster.laese (my.conf, line 2, column 13): actorchat.cluster.lease was probably meant.")]
    [InlineData("actorchat { lease = 5s }", "actorchat.cluster.lease was probably meant")]
    [InlineData("actorchat { sessions.MaxQueueBytes = 1 MiB }", "actorchat.sessions.max-queue-bytes was probably meant")]
    [InlineData("actorchat { colour = red }", "hocon/actorchat.conf has all there are")]
    [InlineData("actorchat { name { first = a } }",
        "The setting actorchat.name is a group { … } (my.conf, line 1, column 18) and must be 1 to 64 letters")]
    [InlineData("name = n1", "my.conf, line 1, column 1: 'name' stands outside of actorchat { … }: put all settings into that group.")]
    [InlineData("\ncluster { lease = 5s }", "my.conf, line 2, column 1: 'cluster' stands outside of actorchat")]
    [InlineData("ActorChat { name = n1 }", "'ActorChat' is neither actorchat nor akka")]
    [InlineData("actorchat = 5", "The setting actorchat (my.conf, line 1, column 13) is a group")]
    public void Name_WhenItMeansNothing_IsRefused_WithTheOneThatWasMeant(string text, string sentence) =>
        Refusal(text).ShouldContain(sentence);

    [Fact]
    public void Variable_WhenItLooksLikeASlip_IsTold_AndWhoseElseItIs_IsNot()
    {
        Read(variables: [("ACTORCHAT_CLUSTER_LAESE", "5s"), ("ACTORCHAT_SERVICE_HOST", "10.0.0.1"), ("ACTORCHAT_SKIP_POSTGRES", "1")]);
        notes.ShouldBe(["The variable ACTORCHAT_CLUSTER_LAESE is none of a setting; ACTORCHAT_CLUSTER_LEASE is."]);
    }

    [Fact]
    public void Variables_OfAllSettings_AreDifferent()
    {
        var variables = SettingsBinder.Paths(typeof(NodeSettings), NodeSettings.Root).Select(one => SettingNames.Variable(one.Path))
            .ToList();
        variables.Distinct().Count().ShouldBe(variables.Count);
    }

    [Fact]
    public void File_WhenItIsNotThere_OrNoFile_IsNamedInFull()
    {
        var missing = folder.File("none.conf");
        Should.Throw<SettingsException>(() => SettingsReader.Read(missing, new Dictionary<string, string>(), [], notes.Add))
            .Message.ShouldContain($"There is no file {missing}");
        Should.Throw<SettingsException>(() => SettingsReader.Read(Path.GetTempPath(), new Dictionary<string, string>(), [], notes.Add))
            .Message.ShouldContain("is a folder");
    }

    [GeneratedRegex(@"^\s*([a-z0-9-]+) (?:(\{)|=)")]
    private static partial Regex LineForm();
}
