using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class FindUsersHandler(ChatServices chat) : UserHandler<FindUsers>
{
    const int MaxUsers = 100;

    protected override async Task<object> Handle(ICaller caller, string user, FindUsers request)
    {
        var text = Names.Fold(request.Text);
        if (text.Length > Names.MaxChars) return new UserList([], More: false);
        var found = await chat.Store.Search(Ids.UserKind, text, prefix: true, listedOnly: true, MaxUsers + 1, caller.Ended);
        return new UserList([.. found.Take(MaxUsers).Select(entry => entry.Name)], found.Count > MaxUsers);
    }
}
