namespace TeamsEmailBot.Tests.Playground;

/// <summary>The people of <c>.m365agentsplayground.yml</c>, by their object id, which is also their id in the Playground.</summary>
internal static class PlaygroundPerson
{
    public const string Megan = "b1c3a5d7-0001-4a10-9c00-000000000001";
    public const string Adele = "b1c3a5d7-0002-4a10-9c00-000000000002";
    public const string Isaiah = "b1c3a5d7-0003-4a10-9c00-000000000003";
    public const string Lynne = "b1c3a5d7-0004-4a10-9c00-000000000004";
    public const string Patti = "b1c3a5d7-0005-4a10-9c00-000000000005";
}
