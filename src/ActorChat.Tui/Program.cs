using System.Runtime.InteropServices;
using ActorChat.Tui;
using ActorChat.Tui.Connection;

if (args.Length == 0)
{
    Console.Out.WriteLine(Welcome.Text);
    return ExitCodes.Done;
}
var parsed = CommandLine.Root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("See --help.");
    return ExitCodes.BadArguments;
}
if (parsed.Action is not null) return parsed.Invoke();

var options = CommandLine.Read(parsed);
if (options.LocalNodes is null && options.Connect.Count == 0)
{
    Console.Error.WriteLine("Where to? Give --local N or --connect HOST:PORT; see --help.");
    return ExitCodes.BadArguments;
}
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
return await Session.Run(options, Surroundings.OfProcess(), TimeProvider.System, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
