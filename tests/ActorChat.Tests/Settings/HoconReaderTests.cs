using ActorChat.Node;
using ActorChat.Node.Settings.Hocon;
using Akka.Configuration;

namespace ActorChat.Tests.Settings;

public sealed class HoconReaderTests
{
    static HoconGroup Read(string text, params (string Name, string Value)[] variables) =>
        HoconResolver.Resolve(HoconReader.Read(text, "my.conf"), name => variables.FirstOrDefault(one => one.Name == name).Value);

    static string? Value(string text, string path, params (string Name, string Value)[] variables) =>
        (Read(text, variables).At(path.Split('.')) as HoconText)?.Value;

    static string Refusal(string text) => Should.Throw<SettingsException>(() => Read(text)).Message;

    [Theory]
    [InlineData("a = 1")]
    [InlineData("a : 1, b = two words , c = \"q # \\\" \\u00e9\"")]
    [InlineData("{ a { b = on // remark\n c = [1, \"x y\", three] # remark\n } }")]
    [InlineData("a.b.c = 1\na { b { d = 2 } }\na.b.c = 3")]
    [InlineData("a =\n  5\nb { }\nc = []\nd = [\n  1\n  2,\n]\n")]
    [InlineData("\"quoted key\".x = \"\"\"raw \"text\" \\ here\"\"\"")]
    [InlineData("a = 1\na = { b = 2 }\na { c = 3 }")]
    [InlineData("path = /etc/x.pem\r\nversion = 1.5.73\r\nd = 10s")]
    [InlineData("akka.actor.serialization-bindings { \"A.B+C, D\" = x }")]
    public void Text_WhenItIsPlain_MeansWhatAkkasReaderMakesOfIt(string text)
    {
        var akkas = ConfigurationFactory.ParseString(text);
        var ours = ConfigurationFactory.ParseString(Read(text).Render());
        ours.Root.ToString().ShouldBe(akkas.Root.ToString());
    }

    [Theory]
    [InlineData("a = 1\n}\nb = 2", "my.conf, line 2, column 1: this } closes nothing: take it away.")]
    [InlineData("a {\n  b = 1\n", "my.conf, line 1, column 3: this { has no }: write one where the group ends.")]
    [InlineData("a = [1, 2\n", "my.conf, line 1, column 5: this [ has no ]: write one where the list ends.")]
    [InlineData("a = \"open\nb = 2", "my.conf, line 1, column 5: this quote is not closed in its line.")]
    [InlineData("a = \"\"\"open\nb = 2", "my.conf, line 1, column 5: these three quotes are never closed.")]
    [InlineData("a = \"\\x\"", "my.conf, line 1, column 6: \\x is none of")]
    [InlineData("\n  name n1\nb = 2", "my.conf, line 2, column 3: after the name 'name' comes =, : or {")]
    [InlineData("listen = 127.0.0.1:7401",
        "my.conf, line 1, column 19: a value with : or = in it must stand in quotes, such as \"127.0.0.1:7401\".")]
    [InlineData("a =\n", "my.conf, line 2, column 1: a value was expected, not the end of the file")]
    [InlineData("a = ,\n", "a value was expected, not ','")]
    [InlineData("= 1", "my.conf, line 1, column 1: the name of a setting was expected, not '='.")]
    [InlineData("a = 1 }", "my.conf, line 1, column 7: this } closes nothing")]
    [InlineData("a = x{ b = 1 }", "'{' can't stand here")]
    [InlineData("a += 1", "+= is not read here")]
    [InlineData("include \"other.conf\"", "my.conf, line 1, column 1: include is not read here")]
    [InlineData("{ a = 1 } b = 2", "stands after the end of the outermost group")]
    [InlineData("a = ${b", "a substitution is written ${NAME}")]
    [InlineData("a = ${}", "a substitution is written ${NAME}")]
    [InlineData("a = 1\nb = ${none}", "my.conf, line 2, column 5: ${none} is neither a setting nor a variable of the environment")]
    [InlineData("a = ${b}\nb = ${a}", "this value needs itself")]
    [InlineData("a { b = ${a} }", "this value needs itself")]
    [InlineData("a = ${a}", "${a} is neither a setting nor a variable")]
    [InlineData("a { }\nb = x${a}", "stands for a group or a list, which can't be a part of a text")]
    public void Text_WhenItCantBeRead_IsRefusedWithItsPlace(string text, string sentence) => Refusal(text).ShouldContain(sentence);

    [Fact]
    public void Text_WhenItIsDeeperThanTheStack_IsRefused()
    {
        Refusal(string.Concat(Enumerable.Repeat("a {", 100_000))).ShouldContain("more than 50 deep");
        Refusal($"a = {new string('[', 100_000)}").ShouldContain("more than 50 deep");
    }

    [Theory]
    [InlineData("x = n1\nx = ${?NAME}", "n7", "n7")]
    [InlineData("x = n1\nx = ${?NAME}", null, "n1")]
    [InlineData("x = ${?NAME}", null, null)]
    [InlineData("x = ${NAME}\":7401\"", "chat1", "chat1:7401")]
    [InlineData("x = a${?NAME}b", null, "ab")]
    [InlineData("x = ${y.z} and more\ny { z = some }\ny.z = other", null, "other and more")]
    [InlineData("NAME = set\nx = ${NAME}", "variable", "set")]
    [InlineData("x = /bin\nx = ${x}\":/sbin\"", null, "/bin:/sbin")]
    [InlineData("y = ${NAME}\nx = ${y}", "far", "far")]
    public void Substitution_WhenPutIn_IsAnotherSettingOrAVariable(string text, string? variable, string? expected) =>
        Value(text, "x", variable is null ? [] : [("NAME", variable)]).ShouldBe(expected);

    [Fact]
    public void Substitution_WhenItStandsForAGroup_IsTheGroup() => Value("a { b = 1 }\nc = ${a}", "c.b").ShouldBe("1");

    [Fact]
    public void AnyText_WhenRead_IsReadOrRefused()
    {
        var random = new Random(7);
        const string Letters = "ab.=:{}[],\"\\$?#/ \n+é";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => Letters[random.Next(Letters.Length)])]);
            try
            {
                _ = Read(text).Render();
            }
            catch (SettingsException refused)
            {
                refused.Message.ShouldStartWith("my.conf, line ");
            }
        }
    }
}
