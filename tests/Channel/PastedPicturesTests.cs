namespace TeamsEmailBot.Tests.Channel;

/// <summary>Pictures are asked for with our token, so only where it may go.</summary>
public sealed class PastedPicturesTests
{
    [Theory]
    [InlineData("https://evil.example/v3/attachments/1/views/original")]
    [InlineData("http://smba.trafficmanager.net/emea/v3/attachments/1/views/original")]
    [InlineData("https://smba.trafficmanager.net.evil.example/v3/attachments/1/views/original")]
    [InlineData("{service}v3/conversations/a/activities/1")]
    [InlineData("{service}v3/attachments/1/views/original?to=elsewhere")]
    public async Task I9_nothing_but_an_attachment_of_an_allowed_host_is_ever_asked_for(string address)
    {
        await using var stub = await ConnectorStub.StartAsync();
        var picture = await stub.Pictures.FetchAsync(new Uri(address.Replace("{service}", stub.ServiceUrl, StringComparison.Ordinal)), default);

        Assert.Equal(("NotAllowed", 0), (picture.Problem, picture.Content.Length));
        Assert.Empty(stub.Calls);
        Assert.Equal(0, stub.TokensIssued);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(404, "404")]
    [InlineData(307, "307")]
    public async Task A_picture_comes_with_the_token_and_what_Teams_answers_instead_is_told(int status, string? problem)
    {
        await using var stub = await ConnectorStub.StartAsync();
        var picture = await stub.Then(status, "picture").Pictures.FetchAsync(new Uri($"{stub.ServiceUrl}v3/attachments/1/views/original"), default);

        Assert.Equal((problem, status == 200 ? "picture" : ""), (picture.Problem, System.Text.Encoding.UTF8.GetString(picture.Content)));
        Assert.StartsWith("Bearer ", Assert.Single(stub.Calls).Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_told()
    {
        await using var stub = await ConnectorStub.StartAsync();
        Assert.Equal("NoAnswer", (await stub.ThenBreak().Pictures.FetchAsync(new Uri($"{stub.ServiceUrl}v3/attachments/1/views/original"), default)).Problem);
    }
}
