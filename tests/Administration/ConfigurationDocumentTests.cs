using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Tests.Administration;

public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void A_sound_document_has_no_problems() => Assert.Empty(Documents.Found(Documents.Read(Documents.Sound)));

    [Fact]
    public void An_empty_object_is_sound_and_configures_nothing() => Assert.Empty(Documents.Found(Documents.Read("{}")));

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_tolerated() =>
        Assert.Empty(Documents.Found(Documents.Read("\uFEFF// what for\n{ /* units */ \"units\": [ { \"id\": \"a\", \"name\": \"A\", }, ], }")));

    [Fact]
    public void Entries_that_cannot_be_read_keep_their_place_and_are_told_once()
    {
        var document = Documents.Read(Documents.With(root =>
        {
            var service = root["services"]![0]!.AsObject();
            service["agents"] = JsonNode.Parse("""[ 7, { "user": "nobody@contoso.example" }, { "user": "megan@contoso.example", "skills": [ { "name": "a", "level": 9 } ] } ]""");
            service["openingHours"] = JsonNode.Parse(
                """{ "monday": ["soon", "08:00-17:00", 5, "16:00-18:00"], "holidays": [ { "from": "soon", "to": "2026-01-01", "name": "x" }, { "from": "2026-01-02", "to": "2026-01-01", "name": "y" } ] }""");
        }));

        Assert.Equal(
            [
                "$.services[0].agents[0] WrongType", "$.services[0].agents[1] UnknownReference", "$.services[0].agents[2].skills[0].level OutOfRange",
                "$.services[0].openingHours.holidays[0].from UnknownValue", "$.services[0].openingHours.holidays[1].to BadHoliday",
                "$.services[0].openingHours.monday[0] UnknownValue", "$.services[0].openingHours.monday[2] WrongType", "$.services[0].openingHours.monday[3] BadHours",
            ],
            Documents.Found(document).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task F34_whether_a_from_address_is_the_mailboxs_own_is_asked_of_the_directory()
    {
        var json = Documents.With(root => root["mailboxes"]![0]!["fromAddresses"] = JsonNode.Parse(
            """[ { "address": "support@contoso.example" }, { "address": "sales@contoso.example" }, { "address": "info@contoso.example", "provenAt": "2026-11-21T17:00:00Z" } ]"""));
        var document = Documents.Read(json);

        Assert.Empty(Documents.Found(document));
        var resolved = await new DocumentResolver(Documents.Directory()).ResolveAsync(document, default);
        Assert.Equal(["$.mailboxes[0].fromAddresses[1].provenAt FromNotProven"], resolved.Value.Problems.Select(problem => $"{problem.Path} {problem.Code}"));
    }

    [Fact]
    public void A_document_with_ten_errors_reports_all_ten_with_path_line_and_remedy()
    {
        var document = Documents.Read("""
            {
              "tenant": { "emailEnabled": "yes", "maxConcurrentTasks": 0, "colour": "red" },
              "units": [ { "id": "contoso", "name": "Contoso" }, { "id": "contoso", "name": "Again" } ],
              "users": [
                { "userPrincipalName": "megan@contoso", "roles": ["agent"] },
                { "roles": [] }
              ],
              "mailboxes": [ { "userPrincipalName": "help@contoso.example", "name": "Help!", "unit": "nowhere", "maxMailMegabytes": 21 } ],
              "services": [
                { "id": "help", "name": "Help", "unit": "contoso", "agents": ["nobody@contoso.example"] }
              ]
            }
            """);

        Assert.Equal(
            [
                "$.tenant.emailEnabled WrongType 2",
                "$.tenant.colour UnknownProperty 2",
                "$.tenant.maxConcurrentTasks OutOfRange 2",
                "$.units[1].id Duplicate 3",
                "$.users[0].userPrincipalName BadUserPrincipalName 5",
                "$.users[1].userPrincipalName Missing 6",
                "$.mailboxes[0].name BadName 8",
                "$.mailboxes[0].unit UnknownReference 8",
                "$.mailboxes[0].maxMailMegabytes OutOfRange 8",
                "$.services[0].agents[0] UnknownReference 10",
            ],
            document.Problems.Select(problem => $"{problem.Path} {problem.Code} {problem.Line}"));
        Assert.All(document.Problems, problem => Assert.EndsWith(".", problem.Remedy, StringComparison.Ordinal));
        Assert.All(document.Problems, problem => Assert.DoesNotContain("contoso.example", problem.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "$ NotJson")]
    [InlineData("nonsense", "$ NotJson")]
    [InlineData("{", "$ NotJson")]
    [InlineData("{} {}", "$ NotJson")]
    [InlineData("[]", "$ WrongType")]
    [InlineData("null", "$ WrongType")]
    [InlineData("{\"units\": null}", "$.units WrongType")]
    [InlineData("{\"units\": {}}", "$.units WrongType")]
    [InlineData("{\"units\": [5]}", "$.units[0] WrongType")]
    [InlineData("{\"tenant\": []}", "$.tenant WrongType")]
    [InlineData("{\"tenant\": {\"emailLicences\": 1.5}}", "$.tenant.emailLicences WrongType")]
    [InlineData("{\"tenant\": {\"emailLicences\": 1e300}}", "$.tenant.emailLicences WrongType")]
    [InlineData("{\"tenant\": {\"emailLicences\": 99999999999}}", "$.tenant.emailLicences OutOfRange")]
    [InlineData("{\"tenant\": {\"emailLicences\": true}}", "$.tenant.emailLicences WrongType")]
    [InlineData("{\"tenant\": {\"supportContact\": null}}", "$.tenant.supportContact WrongType")]
    [InlineData("{\"tenant\": {\"supportContact\": \"\\ud800\"}}", "$.tenant.supportContact WrongType")]
    [InlineData("{\"tenant\": {}, \"tenant\": {}}", "$.tenant DuplicateProperty")]
    [InlineData("{\"Tenant\": {}}", "$.Tenant UnknownProperty")]
    [InlineData("{\"we'ird name\": 1}", "$['we\uFFFDird name'] UnknownProperty")]
    public void A_wrong_shape_is_told_where_it_is(string json, string expected) => Assert.Equal([expected], Documents.Found(Documents.Read(json)));

    [Fact]
    public void Text_that_is_not_UTF8_is_told() =>
        Assert.Equal(["$ NotJson"], Documents.Found(ConfigurationDocument.Read("{\"units\":\"ä\"}"u8[..^4])));

    [Fact]
    public void Malformed_JSON_is_told_with_its_line() =>
        Assert.Equal(3, Assert.Single(Documents.Read("{\n  \"units\": [],\n  oops\n}").Problems).Line);

    [Fact]
    public void A_number_written_with_a_zero_fraction_is_a_whole_number() =>
        Assert.Empty(Documents.Found(Documents.Read("{\"tenant\": {\"emailLicences\": 5.0}}")));

    [Theory]
    [InlineData("units", "id")]
    [InlineData("units", "name")]
    [InlineData("users", "userPrincipalName")]
    [InlineData("mailboxes", "userPrincipalName")]
    [InlineData("mailboxes", "name")]
    [InlineData("mailboxes", "unit")]
    [InlineData("workflows", "id")]
    [InlineData("workflows", "name")]
    [InlineData("workflows", "unit")]
    [InlineData("workflows", "activities")]
    [InlineData("services", "id")]
    [InlineData("services", "name")]
    [InlineData("services", "unit")]
    public void A_missing_field_is_one_problem_at_its_place(string list, string field)
    {
        var json = Documents.With(root => root[list]![0]!.AsObject().Remove(field));

        Assert.Single(Documents.Read(json).Problems, problem => problem.Path == $"$.{list}[0].{field}");
        Assert.Contains($"$.{list}[0].{field} Missing", Documents.Found(Documents.Read(json)));
    }

    [Fact]
    public void N022_a_person_or_mailbox_listed_twice_is_found_without_the_directory()
    {
        var json = Documents.With(root =>
        {
            root["users"]!.AsArray().Add(JsonNode.Parse("""{ "userPrincipalName": "MEGAN@contoso.example" }"""));
            root["mailboxes"]!.AsArray().Add(JsonNode.Parse("""{ "userPrincipalName": "Help@Contoso.example", "name": "Again", "unit": "care" }"""));
        });

        Assert.Equal(["$.users[3].userPrincipalName Duplicate", "$.mailboxes[1].userPrincipalName AddressTaken"], Documents.Found(Documents.Read(json)));
    }

    [Fact]
    public void A_reference_by_object_id_to_somebody_listed_by_name_is_left_to_the_directory()
    {
        var json = Documents.With(root => root["services"]![0]!["agents"]![0] = "0a000000-0000-0000-0000-000000000009");

        Assert.Empty(Documents.Found(Documents.Read(json)));
    }

    [Fact]
    public void A_reference_that_no_directory_could_explain_is_found_at_once()
    {
        var json = Documents.With(root => root["services"]![0]!["agents"]![0] = "megan");

        Assert.Equal(["$.services[0].agents[0] UnknownReference"], Documents.Found(Documents.Read(json)));
    }

    [Fact]
    public void Nesting_without_end_is_refused_as_no_JSON() =>
        Assert.Equal(["$ NotJson"], Documents.Found(Documents.Read(new string('[', 100_000))));

    [Fact]
    public void Random_bytes_never_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        _ = ConfigurationDocument.Read(bytes).Problems;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sound_document_with_random_bytes_changed_never_throws() => Prop.ForAll<PositiveInt, byte, byte>((at, first, second) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Documents.Sound);
        bytes[at.Get * 31 % bytes.Length] = first;
        bytes[at.Get * 67 % bytes.Length] = second;
        _ = ConfigurationDocument.Read(bytes).Problems;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_sound_document_with_any_value_replaced_by_any_JSON_never_throws_and_paths_lie_in_it() =>
        Prop.ForAll(Mutations().ToArbitrary(), json =>
        {
            var problems = Documents.Read(json).Problems;
            return problems.All(problem => problem.Path.StartsWith('$') && problem.Line >= 1 && problem.Message.Length > 0 && problem.Remedy.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>The sound document with one to three values replaced, at random places, by values of every kind.</summary>
    private static Gen<string> Mutations()
    {
        string[] values =
        [
            "null", "true", "0", "-1", "1e99", "1.5", "\"\"", "\"contoso\"", "\"care\"", "\"x@y.z\"", "\"\\ud800\"", "\"\\u0000\"", "\"Inbox\"", "[]", "{}", "[[]]", "[null]", "[\"agent\"]",
            "[{}]", "[{\"id\":\"care\",\"name\":\"x\",\"parent\":\"care\"}]", "{\"id\":{}}", "\"🎉\"", "\"a~b/c\"",
        ];
        var mutation = from place in Gen.Choose(0, 500) from value in Gen.Elements(values) select (place, value);
        return from mutations in Gen.NonEmptyListOf(mutation)
               select Apply([.. mutations.Take(3)]);
    }

    private static string Apply(IReadOnlyList<(int Place, string Value)> mutations)
    {
        var root = JsonNode.Parse(Documents.Sound)!;
        foreach (var (place, value) in mutations)
        {
            var all = Places(root).ToArray();
            if (all.Length > 0)
                all[place % all.Length](JsonNode.Parse(value == "\"\\ud800\"" ? "\"half\"" : value));
        }

        return root.ToJsonString().Replace("\"half\"", "\"\\ud800\"", StringComparison.Ordinal);
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members.ToArray())
            {
                yield return replacement => members[name] = replacement;
                foreach (var place in Places(value))
                    yield return place;
            }
        else if (node is JsonArray items)
            for (var i = 0; i < items.Count; i++)
            {
                var at = i;
                yield return replacement => items[at] = replacement;
                foreach (var place in Places(items[i]))
                    yield return place;
            }
    }
}
