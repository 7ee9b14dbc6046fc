using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/ActorChat.Bench -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(ActorChat.Bench.Setup).Assembly).Run(args, ActorChat.Bench.Setup.Config);
