using System.Runtime.InteropServices;
using TeamsEmailBot.Sandbox;

// Both ways of asking a program to end; the bot's own host would only end itself.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await SandboxProgram.RunAsync(args, Console.Out, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
