namespace TeamsEmailBot.Tests.Rules;

public sealed class RingRuleTests
{
    [Fact]
    public void The_rooms_of_core_point_inwards() => Rule.Holds(RingRule.Check(SourceFile.All).Concat(RingRule.CheckProject(SourceFile.All)));

    [Theory]
    [InlineData("core/Replies/Planted.cs", "using TeamsEmailBot.Core.Filing;")]
    [InlineData("core/Replies/Planted.cs", "using Mover = TeamsEmailBot.Core.Filing.MailFiler;")]
    [InlineData("core/Replies/Planted.cs", "using static TeamsEmailBot.Core.Filing.MailFiler;")]
    [InlineData("core/Replies/Planted.cs", "class A { Filing.MailFiler? filer; }")]
    [InlineData("core/Replies/Planted.cs", "class A { Core.Filing.MailFiler? filer; }")]
    [InlineData("core/Replies/Planted.cs", "class A { string b = $\"{Filing.MailFiler.Name}\"; }")]
    [InlineData("core/Replies/Planted.cs", "class A { global::TeamsEmailBot.Core.Filing.MailFiler? filer; }")]
    [InlineData("core/Replies/Planted.cs", "class A { Engine.Conductor? engine; }")]
    [InlineData("core/Tasks/Planted.cs", "using TeamsEmailBot.Core.Filing;")]
    [InlineData("core/Model/Planted.cs", "using TeamsEmailBot.Core.Tasks;")]
    [InlineData("core/Storage/Planted.cs", "class A { Tasks.EmailTask? task; }")]
    [InlineData("core/Engine/Planted.cs", "using TeamsEmailBot.Core.Edges.Graph;")]
    [InlineData("core/Engine/Planted.cs", "class A { Edges.Graph.GraphHttp? graph; }")]
    [InlineData("core/Filing/Inner/Planted.cs", "using TeamsEmailBot.Core.Replies;")]
    [InlineData("core/Helpers/Planted.cs", "class A;")]
    [InlineData("core/Planted.cs", "class A;")]
    [InlineData("core/Filing/Planted.cs", "namespace TeamsEmailBot.Core.Replies; class A;")]
    [InlineData("core/Filing/Planted.cs", "global using TeamsEmailBot.Core.Tasks;")]
    public void A_name_that_points_outwards_or_sideways_goes_red(string path, string text) =>
        Assert.NotEmpty(RingRule.Check([SourceFile.Planted(path, text), .. Rooms]));

    [Theory]
    [InlineData("core/Replies/Planted.cs", "using TeamsEmailBot.Core.Tasks; using TeamsEmailBot.Core.Model; class A { Storage.IEntityStore? store; }")]
    [InlineData("core/Tasks/Planted.cs", "using TeamsEmailBot.Core.Jobs;")]
    [InlineData("core/Engine/Planted.cs", "using TeamsEmailBot.Core.Filing; using TeamsEmailBot.Core.Replies;")]
    [InlineData("core/Edges/Graph/Planted.cs", "using TeamsEmailBot.Core.Engine;")]
    [InlineData("core/EngineRegistration.cs", "namespace TeamsEmailBot.Core; using TeamsEmailBot.Core.Edges.Graph;")]
    [InlineData("core/Replies/Planted.cs", "class A { int b = Filing.Count; } // Filing.MailFiler moves it")]
    [InlineData("core/Replies/Planted.cs", "class A { string b = \"Filing.MailFiler\"; }")]
    [InlineData("core/Replies/Planted.cs", "class A { int b = settings.Filing.MailFiler; }")]
    public void A_name_that_points_inwards_passes(string path, string text) =>
        Assert.Empty(RingRule.Check([SourceFile.Planted(path, text), .. Rooms]));

    [Theory]
    [InlineData("<Project><ItemGroup><Using Include=\"TeamsEmailBot.Core.Filing\" /></ItemGroup></Project>")]
    [InlineData("<Project><ItemGroup><ProjectReference Include=\"../bot/TeamsEmailBot.Bot.csproj\" /></ItemGroup></Project>")]
    public void A_project_file_that_lets_names_in_goes_red(string text) =>
        Assert.Single(RingRule.CheckProject([SourceFile.Planted("core/TeamsEmailBot.Core.csproj", text)]));

    private static SourceFile[] Rooms =>
    [
        SourceFile.Planted("core/Filing/MailFiler.cs", "namespace TeamsEmailBot.Core.Filing; internal sealed class MailFiler;"),
        SourceFile.Planted("core/Tasks/EmailTask.cs", "namespace TeamsEmailBot.Core.Tasks; public sealed record EmailTask(int A);"),
        SourceFile.Planted("core/Storage/IEntityStore.cs", "namespace TeamsEmailBot.Core.Storage; public interface IEntityStore;"),
        SourceFile.Planted("core/Engine/Conductor.cs", "namespace TeamsEmailBot.Core.Engine; public sealed class Conductor;"),
    ];
}
