using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>Names as they stand in paths.</summary>
static class PathNames
{
    /// <summary>
    /// A part of the path by its name; empty when it is left out. A slash that was written as %2F is left so by the server.
    /// </summary>
    public static string NameIn(this HttpRequest request, string part) =>
        ((string?)request.RouteValues[part] ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
