using ActorChat.Node.Clustering;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors;

/// <summary>For load balancers and operators: whether the process lives, and whether it serves.</summary>
sealed class HealthDoor(ActorNode actors)
{
    /// <summary><c>/healthz</c>: the process answers.</summary>
    public static IResult Alive() => Results.Text("alive\n");

    /// <summary><c>/readyz</c>: 200 when the node serves, 503 with the reason when it does not.</summary>
    public IResult Ready() => actors.Trouble is { } trouble
        ? Results.Text($"not ready: {trouble}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Text($"ready: {actors.Progress}{(actors.Limitation is { } limitation ? $", but {limitation}" : "")}\n");
}
