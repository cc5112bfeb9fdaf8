using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Reports;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine's reports are: writes down what was asked for, and gives an empty report.</summary>
internal sealed class FixedReportDesk : IReportDesk
{
    public List<ReportQuestion> Asked { get; } = [];

    public Task<Report> ReportAsync(Onlooker onlooker, ReportQuestion question, CancellationToken cancellation)
    {
        Asked.Add(question);
        return Task.FromResult(new Report(question, [], new ReportSheet(question.Begins).Figures(), false));
    }
}
