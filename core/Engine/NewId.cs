namespace TeamsEmailBot.Core.Engine;

/// <summary>Names a new offer or press of Send: never the same twice, in no instance. The order of jobs depends on it, so a simulation gives its own (design.md 7).</summary>
internal delegate string NewId();
