return await TeamsEmailBot.Bot.BotHost.RunAsync(args);
