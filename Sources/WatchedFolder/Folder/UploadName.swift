internal import Foundation
internal import StoryService

/// What a name in a watched folder stands for.
enum UploadName: Hashable {
    case upload
    /// Belongs to an upload, or is the story of all uploads of its folder.
    case story
    /// Is being written, or is none of our business.
    case ignored

    /// What the story of all uploads of a folder that have none of their own may be called, first choice
    /// first.
    static let defaultStories = StorySyntax.allCases.flatMap(\.extensions).map { "story." + $0 }

    /// How the names of uploads' own stories end, first choice first.
    static let sidecarSuffixes = defaultStories.map { "." + $0 }

    init(_ name: String) {
        let lower = name.lowercased()
        let isSidecar = Self.sidecarSuffixes.contains { lower.hasSuffix($0) }
        if isSidecar || Self.defaultStories.contains(lower) {
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
    /// `clip.mov.story.json`, `clip.story.json`, and then the same as YAML.
    ///
    /// A name with accents may be stored in two ways, composed as Linux and Windows do or decomposed as macOS does
    /// (Unicode Standard Annex 15): the two files may have come from different machines.
    static func sidecars(of name: String) -> [String] {
        forms(of: name).flatMap { name in
            let stem = stem(of: name)
            return sidecarSuffixes.flatMap { suffix in
                [name + suffix] + (stem == name ? [] : [stem + suffix])
            }
        }
    }

    /// The same name in each way of storing it, as it is first.
    private static func forms(of name: String) -> [String] {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return [name] }
        let others = [name.precomposedStringWithCanonicalMapping, name.decomposedStringWithCanonicalMapping]
        return [name] + others.filter { !$0.utf8.elementsEqual(name.utf8) }
    }

    /// A name without its extension.
    static func stem(of name: String) -> String {
        guard let dot = name.dropFirst().lastIndex(of: ".") else { return name }
        return String(name[..<dot])
    }
}
