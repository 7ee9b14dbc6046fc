using System.Globalization;
using ActorChat.Node.Hosting;
using ActorChat.Node.Settings;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await CommandLine.Run(args, NodeProgram.Run);
