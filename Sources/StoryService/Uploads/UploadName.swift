package import Files
internal import Foundation

/// What a name in a watched folder stands for.
package enum UploadName: Hashable {
    case upload
    /// The story of one upload, or of all uploads in its folder.
    case story
    /// A file that is still being written, or that this program has no use for.
    case ignored

    /// The possible names of a folder's story, first choice first. It applies to all uploads in the folder that have no
    /// story of their own.
    package static let defaultStories = StorySyntax.allCases.flatMap(\.extensions).map { "story." + $0 }

    /// The suffixes of an upload's own story, first choice first.
    package static let sidecarSuffixes = defaultStories.map { "." + $0 }

    package init(_ name: String) {
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

    /// Suffixes of files that are not yet whole, as browsers, rsync, curl, FileZilla, phones' upload apps and Syncthing
    /// write them.
    private static let unfinished = [
        ".part", ".partial", ".crdownload", ".tmp", ".filepart", ".tacitpart", ".download",
    ]

    /// What file managers, Synology's indexer and Syncthing leave in every folder.
    private static let foreign: Set<String> = [
        "@eadir", "#recycle", "$recycle.bin", "lost+found", "thumbs.db", "desktop.ini",
    ]

    private static func isIgnored(_ name: String, _ lower: String) -> Bool {
        // The dot covers `._*`, `.syncthing.*`, `.stfolder`, `.stversions` and `.DS_Store`.
        if name.hasPrefix(".") || name.hasPrefix("~") || name.hasSuffix("~") { return true }
        return foreign.contains(lower) || unfinished.contains { lower.hasSuffix($0) }
    }

    /// The possible names of an upload's own story, first choice first: for `clip.mov` `clip.mov.story.json`,
    /// `clip.story.json`, and then the same as YAML.
    ///
    /// A name with accents can be stored in two forms: composed, as Linux and Windows do, or decomposed, as macOS does
    /// (Unicode Standard Annex 15). Upload and story may come from different machines.
    package static func sidecars(of name: String) -> [String] {
        forms(of: name).flatMap { name in
            let stem = stem(of: name)
            return sidecarSuffixes.flatMap { suffix in
                [name + suffix] + (stem == name ? [] : [stem + suffix])
            }
        }
    }

    /// The name in each form of storing it, the given form first.
    private static func forms(of name: String) -> [String] {
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return [name] }
        let others = [name.precomposedStringWithCanonicalMapping, name.decomposedStringWithCanonicalMapping]
        return [name] + others.filter { !$0.utf8.elementsEqual(name.utf8) }
    }

    /// A name without its extension.
    package static func stem(of name: String) -> String {
        guard let dot = name.dropFirst().lastIndex(of: ".") else { return name }
        return String(name[..<dot])
    }
}

extension UploadName {
    /// The own story that an upload has now, and its state; nil if it is missing.
    package static func sidecar(
        of upload: RelativePath, in tree: FolderTree
    ) -> (path: RelativePath, identity: FileIdentity)? {
        for name in sidecars(of: upload.name) {
            let path = upload.folder.appending(name)
            if let entry = try? tree.entry(path) { return (path, FileIdentity(entry.status)) }
        }
        return nil
    }
}
