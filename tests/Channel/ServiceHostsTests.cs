using TeamsEmailBot.Bot.Channel;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>The cases of teams.md 1.5: a token must not go where a forged or stored address points.</summary>
public sealed class ServiceHostsTests
{
    private static readonly ServiceHosts Public = new(BotCloud.ByName["Public"].ServiceHosts);
    private static readonly ServiceHosts Loopback = new(BotCloud.LoopbackHosts);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/3f3d1cea-7a18-41af-872b-cfbbd5140984/")]
    [InlineData("https://smba.trafficmanager.net:443/teams")]
    [InlineData("https://SMBA.trafficmanager.net/amer/")]
    [InlineData("https://europe.botframework.com/")]
    [InlineData("https://botframework.com/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams")]
    public void Teams_own_addresses_pass(string address) => Assert.NotNull(Public.Accept(address));

    [Theory]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net:8443/emea/")]
    [InlineData("https://smba.trafficmanager.net:80/emea/")]
    [InlineData("https://smba.trafficmanager.net@evil.com/")]
    [InlineData("https://user@smba.trafficmanager.net/")]
    [InlineData("https://user:secret@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net.evil.com/")]
    [InlineData("https://smba.trafficmanager.net./")]
    [InlineData("https://other.trafficmanager.net/")]
    [InlineData("https://x.smba.trafficmanager.net/")]
    [InlineData("https://trafficmanager.net/")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://botframework.com.evil.com/")]
    [InlineData("https://evil.com/smba.trafficmanager.net/")]
    [InlineData("https://evil.com#smba.trafficmanager.net")]
    [InlineData("https://smba.trafficmanager.net/?to=evil")]
    [InlineData("https://smba.trafficmanager.net/#evil")]
    [InlineData("https://evil.com\\@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net\\.evil.com/")]
    [InlineData("https://52.112.0.1/")]
    [InlineData("https://[2603:1020::1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://localhost:3978/")]
    [InlineData("https://ѕmba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net /")]
    [InlineData(" https://smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net/\r\nX: y")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("")]
    [InlineData(null)]
    public void Everything_else_is_refused(string? address) => Assert.Null(Public.Accept(address));

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://127.0.0.1:5000/connector/", true)]
    [InlineData("http://[::1]:5000/", true)]
    [InlineData("https://localhost:5001/", true)]
    [InlineData("http://localhost.evil.com/", false)]
    [InlineData("http://user@localhost/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://0.0.0.0/", false)]
    [InlineData("https://smba.trafficmanager.net/", false)]
    public void Plain_http_and_other_ports_are_for_a_listed_loopback_only(string address, bool passes) => Assert.Equal(passes, Loopback.Accept(address) is not null);

    [Theory]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [InlineData("https://smba.infra.dod.teams.microsoft.us/teams", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://smba.trafficmanager.net/teams", false)]
    public void The_government_cloud_has_its_own_hosts(string address, bool passes) =>
        Assert.Equal(passes, new ServiceHosts(BotCloud.ByName["USGov"].ServiceHosts).Accept(address) is not null);
}
