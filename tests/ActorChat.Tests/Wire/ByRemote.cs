using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

// The tests of sessions once more, with their connections by Akka.Remote: what comes over them are the same lines.

[Collection(OneNodeByRemoteTests.Name)]
public sealed class AccountTestsByRemote : AccountTests
{
    public AccountTestsByRemote(OneNodeByRemote node) : base(node) => WireDoor.UseRemote();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class BadFrameTestsByRemote : BadFrameTests
{
    public BadFrameTestsByRemote(OneNodeByRemote node) : base(node) => WireDoor.UseRemote();

    [Fact]
    public void Door_WhenATestIsByRemote_IsThatOfActorSystems() => WireDoor.IsRemote.ShouldBeTrue();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class ContractTestsByRemote : ContractTests
{
    public ContractTestsByRemote() => WireDoor.UseRemote();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class LinkRightsTestsByRemote : LinkRightsTests
{
    public LinkRightsTestsByRemote(OneNodeByRemote node) : base(node) => WireDoor.UseRemote();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class ModerationTestsByRemote : ModerationTests
{
    public ModerationTestsByRemote(OperatedNodes operated) : base(operated) => WireDoor.UseRemote();
}

[Collection(ProcessTests.Name)]
public sealed class OverloadTestsByRemote : OverloadTests
{
    public OverloadTestsByRemote() => WireDoor.UseRemote();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class RefusalTestsByRemote : RefusalTests
{
    public RefusalTestsByRemote(OneNodeByRemote node) : base(node) => WireDoor.UseRemote();
}

[Collection(OneNodeByRemoteTests.Name)]
public sealed class SearchTestsByRemote : SearchTests
{
    public SearchTestsByRemote(OneNodeByRemote node) : base(node) => WireDoor.UseRemote();
}

[Collection(ThreeNodesByRemoteTests.Name)]
public sealed class SignalTestsByRemote : SignalTests
{
    public SignalTestsByRemote(ThreeNodesByRemote node) : base(node) => WireDoor.UseRemote();
}
