/// What a name in a watched folder stands for.
enum UploadName: Hashable {
    case upload
    /// Belongs to an upload, or is the story of all uploads of its folder.
    case story
    /// Is being written, or is none of our business.
    case ignored

    /// The story of all uploads of a folder that have none of their own.
    static let defaultStory = "story.json"

    private static let sidecarSuffix = ".story.json"

    init(_ name: String) {
        let lower = name.lowercased()
        if lower == Self.defaultStory || lower.hasSuffix(Self.sidecarSuffix) {
            self = name.hasPrefix(".") ? .ignored : .story
        } else if Self.isIgnored(name, lower) {
            self = .ignored
        } else {
            self = .upload
        }
    }

    /// Names under which programs write what is not yet whole: browsers, rsync, curl, FileZilla,
    /// phones' upload apps, Syncthing.
    private static let unfinished = [
        ".part", ".partial", ".crdownload", ".tmp", ".filepart", ".tacitpart", ".download",
    ]

    /// What file managers, Synology's indexer and Syncthing leave in every folder.
    private static let foreign: Set<String> = [
        "@eadir", "#recycle", "$recycle.bin", "lost+found", "thumbs.db", "desktop.ini",
    ]

    private static func isIgnored(_ name: String, _ lower: String) -> Bool {
        // Hidden ones cover `._*`, `.syncthing.*`, `.stfolder`, `.stversions` and `.DS_Store`.
        if name.hasPrefix(".") || name.hasPrefix("~") || name.hasSuffix("~") { return true }
        return foreign.contains(lower) || unfinished.contains { lower.hasSuffix($0) }
    }

    /// What an upload's own story may be called, first choice first: for `clip.mov`
    /// `clip.mov.story.json` and `clip.story.json`.
    static func sidecars(of name: String) -> [String] {
        let stem = stem(of: name)
        return [name + sidecarSuffix] + (stem == name ? [] : [stem + sidecarSuffix])
    }

    /// A name without its extension.
    static func stem(of name: String) -> String {
        guard let dot = name.dropFirst().lastIndex(of: ".") else { return name }
        return String(name[..<dot])
    }
}
