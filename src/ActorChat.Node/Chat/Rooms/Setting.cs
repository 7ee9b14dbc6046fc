using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What admins set for their room, within the operator's limits.</summary>
static class Setting
{
    public static Effect Change(Room room, string by, SetRoom request, RoomOptions options)
    {
        var name = request.Setting.ToLowerInvariant();
        if (!RoomSettings.AllNames.Contains(name)) return Effects.Refuse(RoomErrors.UnknownSetting(request.Setting));
        if (With(room.Rules, name, request.Value.Trim().ToLowerInvariant(), options) is not { } settings)
        {
            return Effects.Refuse(RoomErrors.BadValue(room, name, Form(name, options)));
        }
        return settings == room.Settings ? Effects.Done : Effects.Commit(new EventDraft(new SettingChanged(settings, name, by)));
    }

    // Null when the value is none, or not within the limits.
    static RoomSettings? With(RoomSettings settings, string name, string value, RoomOptions options) => name switch
    {
        RoomSettings.LifetimeName when value == RoomSettings.Off => settings with { LifetimeSeconds = null },
        RoomSettings.LifetimeName => Seconds(value, options.MinMessageLifetime, options.MaxMessageLifetime) is { } seconds
            ? settings with { LifetimeSeconds = seconds } : null,
        RoomSettings.LimitName when value == RoomSettings.Off => settings with { SendLimit = null },
        RoomSettings.LimitName => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit >= 1 && limit <= options.MaxSendLimit ? settings with { SendLimit = limit } : null,
        RoomSettings.PeriodName => Seconds(value, TimeSpan.FromSeconds(1), options.MaxSendPeriod) is { } seconds
            ? settings with { PeriodSeconds = seconds } : null,
        _ => null,
    };

    static long? Seconds(string value, TimeSpan min, TimeSpan max) =>
        Durations.Parse(value) is { } duration && duration >= min && duration <= max ? (long)duration.TotalSeconds : null;

    static string Form(string name, RoomOptions options) => name switch
    {
        RoomSettings.LifetimeName =>
            $"{Durations.Format(options.MinMessageLifetime)} to {Durations.Format(options.MaxMessageLifetime)} (such as 30m, "
                + "1h, 7d), or off",
        RoomSettings.LimitName =>
            string.Create(CultureInfo.InvariantCulture, $"a number of messages from 1 to {options.MaxSendLimit}, or off"),
        _ => $"1s to {Durations.Format(options.MaxSendPeriod)} (such as 10m, 1h)",
    };
}
