namespace TeamsEmailBot.Sandbox.Graph.Query;

/// <summary>What a filter looks at: reads properties by path.</summary>
internal interface IFilterTarget
{
    /// <summary>string, bool, long, DateTimeOffset or null; throws <see cref="GraphRefusal"/> for a property that cannot be filtered.</summary>
    object? Read(string path);

    /// <summary>The members of a collection, for any().</summary>
    IEnumerable<IFilterTarget> ReadMany(string path);
}

/// <summary>A parsed $filter.</summary>
internal abstract record FilterNode
{
    public abstract bool Matches(IFilterTarget target);

    /// <summary>Paths in the order they are written: $orderby must follow it (graph.md 5.1).</summary>
    public abstract IEnumerable<string> Paths();

    /// <summary>Operators and functions used, for resources that demand ConsistencyLevel for some (graph.md 8.2).</summary>
    public abstract IEnumerable<string> Operators();
}

internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(IFilterTarget target) => Left.Matches(target) && Right.Matches(target);

    public override IEnumerable<string> Paths() => Left.Paths().Concat(Right.Paths());

    public override IEnumerable<string> Operators() => Left.Operators().Concat(Right.Operators());
}

internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Matches(IFilterTarget target) => Left.Matches(target) || Right.Matches(target);

    public override IEnumerable<string> Paths() => Left.Paths().Concat(Right.Paths());

    public override IEnumerable<string> Operators() => Left.Operators().Concat(Right.Operators());
}

internal sealed record NotNode(FilterNode Inner) : FilterNode
{
    public override bool Matches(IFilterTarget target) => !Inner.Matches(target);

    public override IEnumerable<string> Paths() => Inner.Paths();

    public override IEnumerable<string> Operators() => Inner.Operators().Prepend("not");
}

internal sealed record CompareNode(string Path, string Operator, object? Value) : FilterNode
{
    public override bool Matches(IFilterTarget target)
    {
        var order = Order(target.Read(Path));
        return Operator switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            _ => order <= 0,
        };
    }

    public override IEnumerable<string> Paths() => [Path];

    public override IEnumerable<string> Operators() => [Operator];

    /// <summary>Null when the two cannot be ordered: then only ne holds.</summary>
    private int? Order(object? actual) => (actual, Value) switch
    {
        (null, null) => 0,
        (null, _) or (_, null) => null,
        (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        (bool a, bool b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        _ => throw GraphRefusal.BadRequest($"A binary operator with incompatible types was detected at '{Path} {Operator}'."),
    };
}

internal sealed record FunctionNode(string Name, string Path, string Value) : FilterNode
{
    public override bool Matches(IFilterTarget target) => target.Read(Path) is string text && Name switch
    {
        "startswith" => text.StartsWith(Value, StringComparison.OrdinalIgnoreCase),
        "endswith" => text.EndsWith(Value, StringComparison.OrdinalIgnoreCase),
        _ => text.Contains(Value, StringComparison.OrdinalIgnoreCase),
    };

    public override IEnumerable<string> Paths() => [Path];

    public override IEnumerable<string> Operators() => [Name];
}

/// <summary><c>path/any(x:...)</c>; inside, paths are relative to the variable.</summary>
internal sealed record AnyNode(string Path, FilterNode Inner) : FilterNode
{
    public override bool Matches(IFilterTarget target) => target.ReadMany(Path).Any(Inner.Matches);

    public override IEnumerable<string> Paths() => [Path];

    public override IEnumerable<string> Operators() => ["any", .. Inner.Operators()];
}
