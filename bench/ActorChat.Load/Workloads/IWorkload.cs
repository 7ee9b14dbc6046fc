using ActorChat.Load.Reports;

namespace ActorChat.Load.Workloads;

/// <summary>Something to measure, with its limit beside it.</summary>
interface IWorkload
{
    /// <summary>On the command line.</summary>
    string Name { get; }

    /// <summary>One line of help.</summary>
    string Summary { get; }

    /// <summary>Measures.</summary>
    Task<Report> Run(Options options);
}
