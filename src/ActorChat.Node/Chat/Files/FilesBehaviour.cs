using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>
/// A user's file-store: only its owner puts files in and takes them away. It knows where each is posted: whoever may read there may load
/// it. All branching is here; the decisions are leaves.
/// </summary>
public sealed class FilesBehaviour(FilesOptions options) : IBehaviour<FileStore>
{
    /// <inheritdoc/>
    public FileStore Initial(EntityId self) => FileStore.Empty;

    /// <inheritdoc/>
    public FileStore Apply(FileStore state, object committed, EventPlace place) => committed switch
    {
        UploadBegun begun => state.Begin(begun.File, new StoredFile(begun.Name, begun.Size, begun.Sha256, Key: null)),
        Published published when FileKey.TryParse(published.Key, out var key) =>
            state.Publish(key.File, published.Key, place.At, published.Until),
        FileShown shown => state.Show(shown.File, shown.In),
        UploadDropped dropped => state.Drop(dropped.File),
        FileRemoved removed when FileKey.TryParse(removed.Key, out var key) => state.Remove(key.File),
        _ => state,
    };

    /// <inheritdoc/>
    public Effect Decide(FileStore state, object command, CommandContext context) => command switch
    {
        SweepUpload sweep => Uploading.Sweep(state, sweep.File, context),
        SweepChunks sweep => state.Find(sweep.File) is null ? new Effect { DropFiles = [sweep.File] } : Effect.None,
        ExpireFile expire => Keeping.Expire(state, expire.File, context),
        LookUpFile find => Find(state, find.Key),
        ShowFile show => Show(state, show),
        Act { Request: BeginFile or FinishFile } act when !Owns(act.By, context) => Effects.Refuse(FileErrors.UnknownUpload),
        Act { Request: BeginFile begin } => Uploading.Begin(state, begin, options, context),
        Act { Request: FinishFile finish } act => Uploading.Finish(state, act.By, finish.File, options, context),
        Act { Request: GetFiles or DeleteFile } act when !Owns(act.By, context) => Effects.Refuse(FileErrors.NotYours),
        Act { Request: GetFiles } => Keeping.List(state, options),
        Act { Request: DeleteFile delete } act => Keeping.Delete(state, act.By, delete),
        GetUpload get => Show(Owns(get.By, context) ? state.Find(get.File) : null, get.File),
        _ => throw Effects.NotFor(Ids.FilesKind, command),
    };

    static bool Owns(string user, CommandContext context) => Names.Fold(user) == context.Self.Name;

    static Effect Show(StoredFile? file, string id) => file is null
        ? Effects.Refuse(FileErrors.UnknownUpload)
        : Effect.Answer(new Upload(id, file.Name, file.Size, file.Sha256, file.Key));

    static Effect Find(FileStore store, string text) =>
        FileKey.TryParse(text, out var key) && store.Find(key.File) is { Key: { } published } file
            ? Effect.Answer(new FileIs(
                new FileFound(published, file.Name, file.Size, file.Sha256, ProtocolLimits.FileChunkBytes, Uploading.Chunks(file.Size)),
                file.Places ?? []))
            : Effects.Refuse(FileErrors.UnknownKey);

    static Effect Show(FileStore store, ShowFile show) =>
        FileKey.TryParse(show.Key, out var key) && store.Find(key.File) is { Key: not null } file
        ? file.Places?.Contains(show.In) == true ? Effects.Done : Effects.Commit(new EventDraft(new FileShown(key.File, show.In)))
        : Effects.Refuse(FileErrors.UnknownKey);
}
