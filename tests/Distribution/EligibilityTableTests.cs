using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Distribution;

/// <summary>
/// Every availability with every activity, every setting of a service's three switches, every person: asked or not as docs/routing.md says. The rules are stated here once more, in
/// other words than the code's.
/// </summary>
public sealed class EligibilityTableTests
{
    private static readonly string[] Words =
    [
        "Available", "AvailableIdle", "Busy", "BusyIdle", "InAMeeting", "Away", "BeRightBack", "DoNotDisturb", "Focusing", "InACall", "InAConferenceCall", "Presenting",
        "UrgentInterruptionsOnly", "Offline", "OffWork", "OutOfOffice", "Inactive", "PresenceUnknown", "SomethingNew", "",
    ];

    private static readonly string[] Forbidding =
        ["DoNotDisturb", "Focusing", "InACall", "InAConferenceCall", "Presenting", "UrgentInterruptionsOnly", "Offline", "OffWork", "OutOfOffice"];

    private static readonly string[] Telling = ["Available", "AvailableIdle", "Busy", "BusyIdle", "Away", "BeRightBack"];

    private static readonly AgentId Megan = new("megan");

    [Fact]
    public void X060_to_X069_presence_switches_and_roles_decide_as_published()
    {
        var cases = 0;
        foreach (var availability in Words)
            foreach (var activity in Words)
                for (var bits = 0; bits < 1 << 10; bits++)
                {
                    // Spelled as Graph does, and in capitals: case does not matter.
                    var one = new Case(bits);
                    var presence = one.IsSpelledLoudly ? new PresenceReading(availability.ToUpperInvariant(), activity.ToUpperInvariant()) : new PresenceReading(availability, activity);
                    var against = Eligibility.Against(one.User, one.State, presence, one.Service, one.AllowsGuests, now: null).Select(reason => reason.Code).ToHashSet();
                    var expected = one.Expected(Lets(availability, activity, one), availability);
                    Assert.True(expected.SetEquals(against), $"{availability}/{activity} {one}: {string.Join(',', against)}");
                    cases++;
                }

        Assert.Equal(409_600, cases);
    }

    [Fact]
    public void X069_without_presence_duty_and_roles_decide()
    {
        for (var bits = 0; bits < 1 << 10; bits++)
        {
            var one = new Case(bits);
            var against = Eligibility.Against(one.User, one.State, null, one.Service, one.AllowsGuests, now: null).Select(reason => reason.Code);
            Assert.True(one.Expected(isLet: true, "").SetEquals(against), one.ToString());
        }
    }

    private static bool Lets(string availability, string activity, Case one)
    {
        if (Forbidding.Contains(availability) || Forbidding.Contains(activity))
            return false;
        if (availability == "InAMeeting" || activity == "InAMeeting")
            return one.InMeeting;
        // The availability tells; where it tells nothing, the activity.
        return (Telling.Contains(availability) ? availability : activity) switch
        {
            "Busy" or "BusyIdle" => one.WhenBusy,
            "Away" or "BeRightBack" => one.WhenAway,
            _ => true,
        };
    }

    private sealed record Case(int Bits)
    {
        public bool WhenBusy => Has(0);

        public bool InMeeting => Has(1);

        public bool WhenAway => Has(2);

        public bool IsAgent => Has(3);

        public bool IsSupervisor => Has(4);

        public bool IsLicensed => Has(5);

        public bool IsGuest => Has(6);

        public bool AllowsGuests => Has(7);

        public bool IsMember => Has(8);

        public bool IsOnDuty => Has(9);

        public bool IsSpelledLoudly => Has(3) != Has(9);

        public User User => new()
        {
            Id = Megan, DisplayName = "Megan", UserPrincipalName = "megan@own.example", HasEmailLicence = IsLicensed, IsGuest = IsGuest,
            Roles = (IsAgent ? Roles.Agent : Roles.None) | (IsSupervisor ? Roles.Supervisor | Roles.Administrator : Roles.None),
        };

        public AgentState State => new(Megan) { OnDuty = IsOnDuty };

        public Service Service => new()
        {
            Id = new("help"), Name = "Help", Unit = new("all"), Agents = IsMember ? [new(Megan)] : [new(new("adele"))],
            Distribution = new() { DeliverWhenBusy = WhenBusy, DeliverInMeeting = InMeeting, DeliverWhenAway = WhenAway },
        };

        // Who may not work on mail is told nothing else.
        public HashSet<string> Expected(bool isLet, string availability)
        {
            if (!IsAgent)
                return ["not_agent"];
            var against = new HashSet<string>();
            Add(!IsMember, "not_member");
            Add(!IsLicensed, "no_licence");
            Add(IsGuest && !AllowsGuests, "guest");
            Add(!IsOnDuty, "off_duty");
            Add(!isLet, $"presence_{availability.ToLowerInvariant()}");
            return against;

            void Add(bool holds, string code)
            {
                if (holds)
                    against.Add(code);
            }
        }

        private bool Has(int bit) => (Bits & 1 << bit) > 0;
    }
}
