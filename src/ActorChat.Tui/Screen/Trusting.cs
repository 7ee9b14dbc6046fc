using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;

namespace ActorChat.Tui.Screen;

/// <summary>The user accepts a certificate.</summary>
sealed record TrustIt(Stranger Stranger) : Input;

/// <summary>Certificates that nobody vouches for: the user is asked once about a new one, and told of one that has changed.</summary>
static class Trusting
{
    /// <summary>
    /// A node has shown one. It comes again with every try, so that it can wait until the user has written what they write.
    /// </summary>
    public static AppModel Meet(AppModel model, Stranger stranger)
    {
        model = model with { Stranger = stranger };
        var key = $"{stranger.Address} {stranger.Fingerprint}";
        if (model.ToldFingerprints.Contains(key)) return model;
        if (stranger.Before is not null)
        {
            return (model with { ToldFingerprints = model.ToldFingerprints.Add(key) }).Say(stranger.Sentence, error: true);
        }
        if (model.Question is not null || model.Palette is not null || model.Editor.Text.Length > 0) return model;
        return model with
        {
            Question = new Question(
                $"The certificate of {stranger.Address} {stranger.Why}. Its fingerprint is {stranger.Fingerprint}: does its operator say "
                    + "the same, and is it to be accepted?",
                new TrustIt(stranger), ""),
            Notice = null,
            ToldFingerprints = model.ToldFingerprints.Add(key),
        };
    }
}
