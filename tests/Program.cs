using TeamsEmailBot.Tests.Storage;

// Not the way to run the tests (that is dotnet test): the process that a crash test starts and kills.
return args switch
{
    ["store-writer", var path] => await StoreWriter.RunAsync(path),
    _ => 2,
};
