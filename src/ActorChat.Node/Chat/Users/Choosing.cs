using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>What a user has turned on and off.</summary>
static class Choosing
{
    public static Effect List(User user) => Effects.Reply(new SettingList(user.Settings, user.IgnoredNames()));

    public static Effect Change(User user, ChangeSetting request) => user.Settings.Has(request.Setting) == request.On
        ? Effects.Done
        : Effects.Commit(new EventDraft(new PreferenceChanged(request.Setting, request.On)));
}
