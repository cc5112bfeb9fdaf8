using TeamsEmailBot.Manifest;

return ManifestCommandLine.Create().Parse(args).Invoke();
