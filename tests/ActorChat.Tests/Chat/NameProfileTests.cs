using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Tests.Chat;

/// <summary>Names by Unicode's profile for identifiers: what can't be seen, or not be told apart, is none.</summary>
public class NameProfileTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("José")]
    [InlineData("Zoë-2.b_c")]
    [InlineData("李雷")]
    [InlineData("さくらサクラ桜")]
    [InlineData("김철수")]
    [InlineData("Łukasz")]
    [InlineData("Иван")]
    [InlineData("Νίκος")]
    [InlineData("हिन्दी")]
    [InlineData("สมชาย")]
    [InlineData("محمد")]
    [InlineData("שרה")]
    [InlineData("kim김")]
    [InlineData("taro太郎たろう")]
    [InlineData("Straße")]
    public void Fault_OfNamesThatPeopleHave_IsNone(string name) => NameProfile.Fault(name.Normalize()).ShouldBeNull();

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u3164\u3164")]
    [InlineData("am\ufe0fy")]
    [InlineData("amy\u034f")]
    [InlineData("a\u115fb")]
    [InlineData("a\u17b4b")]
    [InlineData("a\uffa0b")]
    [InlineData("аmy")]
    [InlineData("pаypal")]
    [InlineData("αlice")]
    [InlineData("bob김が")]
    [InlineData("ivanИван")]
    [InlineData("12\u0663")]
    [InlineData("\u06f1\u0661")]
    [InlineData("\u0301bob")]
    [InlineData("\u0308\u0308")]
    [InlineData("𝐛𝐨𝐛")]
    [InlineData("ｂｏｂ")]
    [InlineData("ⅷ8")]
    [InlineData("ꙮꙮ")]
    public void Fault_OfNamesThatCantBeSeenOrToldApart_SaysWhatIsWrong(string name) =>
        NameProfile.Fault(name.Normalize()).ShouldNotBeNull();

    [Theory]
    [InlineData("аму", "amy", false)]
    [InlineData("аmу", "amy", true)]
    [InlineData("Рорре", "Poppe", true)]
    [InlineData("b0b", "BOB", true)]
    [InlineData("Ivan", "lvan", true)]
    [InlineData("ΝΙΚΟΣ", "νικος", true)]
    [InlineData("Straße", "STRASSE", true)]
    [InlineData("rnax", "max", true)]
    [InlineData("G1obal", "Global", true)]
    [InlineData("alice", "alicia", false)]
    [InlineData("ivan", "lvan", false)]
    public void Looks_AreShared_ByNamesThatLookAlike(string one, string other, bool alike) =>
        NameProfile.LooksOf(one).Intersect(NameProfile.LooksOf(other)).Any().ShouldBe(alike);

    [Fact]
    public void Looks_AreNamesAsTheyAreCompared()
    {
        foreach (var name in (string[])["alice", "Tom", "BOB1", "Łukasz", "Иван", "Νίκος"])
        {
            foreach (var look in NameProfile.LooksOf(name.Normalize())) Names.Fold(look).ShouldBe(look);
        }
    }
}
