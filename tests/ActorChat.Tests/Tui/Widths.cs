namespace ActorChat.Tests.Tui;

/// <summary>Clusters about whose width terminals do not agree.</summary>
static class Widths
{
    public static readonly string[] Uncertain =
    [
        // Skin tones, families, professions, flags, keycaps.
        "👍🏽", "👋🏿", "🤝🏻", "👩‍👩‍👧", "👨‍👩‍👧‍👦", "👩🏽‍🚀", "🧑🏾‍🤝‍🧑🏼", "🏳️‍🌈", "🏴‍☠️", "🐻‍❄️", "❤️‍🔥", "👁️‍🗨️", "🇩🇪", "🇯🇵", "🇪🇺", "🇦",
        "1️⃣", "#️⃣", "*️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        // Text or picture.
        "❤️", "❤", "☀️", "☀", "✈️", "⚠️", "☎️", "✔️", "♀️", "⚙️", "🅰️", "🈁", "🀄", "🃏", "↔️", "▶️", "©️", "™️",
        // Scripts with marks that stand beside, above and around.
        "कि", "क्षि", "र्त्य", "नी", "கொ", "க்ஷ", "বো", "ক্ষ", "กำ", "น้ำ", "ກຳ", "ខ្មែ", "ស្ត្រី", "ಕ್ಷಿ", "മ്മ", "ගේ", "မြ", "ကျွန်",
        // Marks on letters, many of them, and letters that are joined.
        "e\u0301", "a\u0308\u0304", "x\u0300\u0301\u0302\u0303\u0304", "o\u20dd", "한", "ᄒ\u1161\u11ab", "ﷺ", "אָ", "بّ", "\u0301",
        // Newer than the tables of many.
        "\U0001FAF8", "\U0001FAE8", "\U0001FA75", "\U0001F6DC", "\U0001FAC6", "\U0001F9CC", "\U0001FAF1\U0001F3FD", "㍿", "⸻", "𒐫", "𝒳", "𠀀",
    ];
}
