using FsCheck;
using FsCheck.Fluent;

namespace ActorChat.Tests.Chat;

/// <summary>Runs a check on many generated inputs; a failure shows the smallest one found, and the seed that replays it.</summary>
static class Property
{
    public static void Holds<T>(Gen<T> inputs, Action<T> check, int runs = 200) =>
        Prop.ForAll(inputs.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));

    /// <summary>As <see cref="Holds{T}"/> over lists, which shrink to the shortest that fails.</summary>
    public static void HoldsForLists<T>(Gen<T> items, Action<IReadOnlyList<T>> check, int runs = 200, int maxItems = 60)
    {
        var lists = Gen.Choose(0, maxItems).SelectMany(items.ListOf).Select(list => (IReadOnlyList<T>)list);
        var arbitrary = Arb.From(
            lists, list => Enumerable.Range(0, list.Count).Select(without => (IReadOnlyList<T>)[.. list.Where((_, i) => i != without)]));
        Prop.ForAll(arbitrary, check).Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
    }
}
