using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>
/// Who is logged in here, with the token and the cursors to resume with after a lost link. The token is kept in memory only.
/// </summary>
sealed class LoginState(ClientOptions options, Outbox outbox, Action<ClientEvent> emit)
{
    string? _token;

    /// <summary>How far the client has each feed.</summary>
    public Cursors Cursors { get; } = new();

    /// <summary>The user who is logged in; also one whose login a node has refused to resume, until another logs in.</summary>
    public string? Owner { get; private set; }

    /// <summary>The request that takes up the session again, or null when there is none.</summary>
    public Resume? Resume() => _token is null ? null
        : new Resume(_token, Cursors.Snapshot(), options.ClientName, Cursors.Generation);

    /// <summary>A register or login request says what this client is, as a resume does.</summary>
    public Request WithClientName(Request request) => request switch
    {
        Register register => register with { Client = options.ClientName },
        Login login => login with { Client = options.ClientName },
        _ => request,
    };

    /// <summary>What the answer to a request means for who is logged in; a null request is the resume.</summary>
    public void Answered(Request? request, Reply reply)
    {
        if (reply is LoggedIn loggedIn)
        {
            if (request is not null) Cursors.Clear();
            _token = loggedIn.Token ?? _token;
            Owner = loggedIn.Name;
            outbox.KeepOnly(Owner);
            if (request is not null) emit(new UserChanged(Owner));
        }
        else if (request is Logout && reply is Done)
        {
            outbox.KeepOnly(null);
            Forget();
            Owner = null;
            emit(new UserChanged(null));
        }
    }

    /// <summary>The node does not know the token any more. Messages in the outbox stay for their author's next login.</summary>
    public void Refused(Error error)
    {
        Forget();
        emit(new SessionLost(error.Message));
    }

    void Forget()
    {
        _token = null;
        Cursors.Clear();
    }
}
