using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Bot.Hosting;

/// <summary>Collects the mistakes of all sections, so that the operator sees them in one message.</summary>
internal static class SettingsCheck
{
    /// <summary>Makes the mistakes of section <c>Bot</c> part of the options that are validated at start.</summary>
    public static void AddBotMistakes(this IServiceCollection services, IReadOnlyList<string> mistakes)
    {
        services.AddOptions<BotSection>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotSection>>(new BotSectionCheck(mistakes));
    }

    /// <exception cref="StartRefusedException">With every mistake in the settings.</exception>
    public static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException wrong)
        {
            throw new StartRefusedException([.. wrong.Failures]);
        }
        catch (AggregateException many) when (many.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            throw new StartRefusedException([.. many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(wrong => wrong.Failures)]);
        }
    }

    private sealed class BotSection;

    private sealed class BotSectionCheck(IReadOnlyList<string> mistakes) : IValidateOptions<BotSection>
    {
        public ValidateOptionsResult Validate(string? name, BotSection options) =>
            mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
