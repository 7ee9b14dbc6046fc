using ActorChat.Load;
using ActorChat.Load.Bare;

// The limit's server is this program under another verb, so that it is a process of its own.
return args is [BareFanout.Verb] ? await BareFanout.Serve() : await CommandLine.Run(args);
