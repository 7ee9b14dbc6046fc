namespace ActorChat.Load.Reports;

/// <summary>What a workload must reach, and what it did.</summary>
/// <param name="What">The figure's name.</param>
/// <param name="Value">Measured.</param>
/// <param name="Bound">To reach.</param>
/// <param name="IsCeiling">Whether less is better.</param>
/// <param name="Unit">Of all.</param>
/// <param name="Limit">What the machine allowed in the same run; null where nothing was measured beside it.</param>
sealed record Goal(string What, double Value, double Bound, bool IsCeiling, string Unit, double? Limit)
{
    public bool IsMet => IsCeiling ? Value <= Bound : Value >= Bound;

    /// <summary>The figure, of the limit.</summary>
    public double? Ratio => Value / Limit;

    public static Goal AtLeast(string what, double value, double bound, string unit = "", double? limit = null) =>
        new(what, value, bound, false, unit, limit);

    public static Goal AtMost(string what, double value, double bound, string unit = "", double? limit = null) =>
        new(what, value, bound, true, unit, limit);
}

/// <summary>One workload's report.</summary>
/// <param name="Workload">Such as W1.</param>
/// <param name="Setting">What was run, in words.</param>
/// <param name="Runs">Ours, then the limits, where they are of the same kind.</param>
/// <param name="Goals">Each with its figure.</param>
/// <param name="More">Other figures by name.</param>
sealed record Report(string Workload, string Setting, IReadOnlyList<Measure.Figures> Runs, IReadOnlyList<Goal> Goals,
    IReadOnlyDictionary<string, double> More);
