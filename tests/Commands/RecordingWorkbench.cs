using System.Globalization;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine is: writes down what was asked and answers what the test set.</summary>
internal sealed class RecordingWorkbench : IAgentWorkbench, IConsultDesk
{
    public List<string> Asked { get; } = [];

    /// <summary>The answer to every act on a task.</summary>
    public ActionResult Result { get; set; } = new(SampleViews.View(TaskViewKind.Mine));

    public IReadOnlyList<TaskView> Tasks { get; set; } = [];

    public Task<ActionResult> AcceptAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("accept", task, version);

    public Task<ActionResult> DeclineAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("decline", task, version);

    /// <summary>To whom the agent can hand a task on.</summary>
    public TransferTargets Targets { get; set; } = new([], [], false);

    public Task<ActionResult> ReturnToQueueAsync(AgentId agent, TaskKey task, long version, ReturnReason reason, CancellationToken cancellation) =>
        Note(reason == ReturnReason.Other ? "return" : $"return {reason}", task, version);

    public Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, AgentId to, string comment, CancellationToken cancellation) =>
        Note($"transfer to {to} \"{comment}\"", task, version);

    public Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, ServiceId to, CancellationToken cancellation) => Note($"transfer to {to}", task, version);

    public Task<TransferTargets?> TargetsAsync(AgentId agent, ServiceId service, CancellationToken cancellation) => Task.FromResult<TransferTargets?>(Targets);

    public Task<ActionResult> AskAsync(AgentId holder, TaskKey task, long version, AgentId colleague, string question, CancellationToken cancellation) =>
        Note($"consult {colleague} \"{question}\"", task, version);

    public Task<ActionResult> CommentAsync(AgentId colleague, TaskKey task, string text, CancellationToken cancellation) => Note($"comment \"{text}\"", task, null);

    public Task<ActionResult> EndAsync(AgentId person, TaskKey task, CancellationToken cancellation) => Note("end consult", task, null);

    public Task<ActionResult> ParkAsync(AgentId agent, TaskKey task, long version, ParkKind kind, DateTimeOffset until, CancellationToken cancellation) =>
        Note(string.Create(CultureInfo.InvariantCulture, $"park {kind} {until.UtcDateTime:yyyy-MM-dd HH:mm}"), task, version);

    public Task<ActionResult> TakeUpAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("take up", task, version);

    public Task<ActionResult> FinishWithoutReplyAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("finish", task, version);

    public Task<ActionResult> ReplyAsync(AgentId agent, TaskKey task, long version, string text, bool toAll, string? from, CancellationToken cancellation) =>
        Note($"reply{(toAll ? " all" : "")}{(from is null ? "" : $" from {from}")} \"{text}\"", task, version);

    public FilesResult FilesResult { get; set; } = new(SampleViews.View(TaskViewKind.Mine), 1);

    public async Task<FilesResult> AddFilesAsync(AgentId agent, TaskKey task, IReadOnlyList<OutgoingFile> files, CancellationToken cancellation)
    {
        await Note($"add {string.Join(", ", files.Select(file => $"{file.Name} {file.Bytes}"))}", task, null);
        return FilesResult;
    }

    public Task<ActionResult> RemoveFilesAsync(AgentId agent, TaskKey task, CancellationToken cancellation) => Note("remove files", task, null);

    public Task<ActionResult> SettleUnsureAsync(AgentId agent, TaskKey task, long version, bool wasSent, CancellationToken cancellation) =>
        Note(wasSent ? "was sent" : "was not sent", task, version);

    public Task<ActionResult> AnswerAllTheSameAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("answer too", task, version);

    public Task<ActionResult> MergeAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("merge", task, version);

    public Task<ActionResult> SplitAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("split", task, version);

    public Task<ActionResult> ReopenAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) => Note("reopen", task, version);

    public Task<ActionResult> ViewAsync(AgentId agent, TaskKey task, CancellationToken cancellation) => Note("view", task, null);

    public Task<IReadOnlyList<TaskView>> ListAsync(AgentId agent, CancellationToken cancellation) => Task.FromResult(Tasks);

    public Task<AgentStatus?> SetDutyAsync(AgentId agent, bool onDuty, CancellationToken cancellation) => Note(onDuty ? "on duty" : "off duty");

    public Task<AgentStatus?> EndAfterWorkAsync(AgentId agent, CancellationToken cancellation) => Note("ready");

    public Task<AgentStatus?> StatusAsync(AgentId agent, CancellationToken cancellation) => Note("status");

    public Task ReachableAsync(AgentId agent, CancellationToken cancellation) => Note("reachable");

    private Task<ActionResult> Note(string act, TaskKey task, long? version)
    {
        Asked.Add(version is null ? $"{act} {task.Service}" : $"{act} {task.Service} v{version}");
        return Task.FromResult(Result);
    }

    private Task<AgentStatus?> Note(string act)
    {
        Asked.Add(act);
        return Task.FromResult<AgentStatus?>(SampleViews.OnDuty);
    }
}
