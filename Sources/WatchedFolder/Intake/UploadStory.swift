internal import Files
internal import Story
internal import StoryService

/// The story that an upload is to become, and where the watch found it.
struct UploadStory: Hashable, Sendable {
    let document: StoryDocument
    /// Sentences about what was read differently from how it was written.
    let notes: [String]
    /// The folder to which the story's file names are relative.
    let folder: RelativePath
    /// The upload's own story, if it has one.
    let sidecar: RelativePath?
    /// The state of the sidecar when it was read.
    let sidecarIdentity: FileIdentity?
    /// The size of its text, in bytes.
    let bytes: Int

    /// The story of an upload that comes without one.
    static let plain = UploadStory(
        document: StoryDocument(slides: [Slide(media: SlideMedia())]), notes: [], folder: .root, sidecar: nil,
        sidecarIdentity: nil, bytes: 0)
}

/// A story in a watched folder that is unusable.
struct UnusableStory: Error, Hashable {
    let path: RelativePath
    /// The file's state when it was read; nil if it was not read.
    let identity: FileIdentity?
    /// Sentences about what is wrong with it.
    let problems: [String]
    /// Whether it has only not been read yet, and nothing is known to be wrong.
    var isPostponed = false

    /// A story that the watch reads later, when there is time.
    static func postponed(_ path: RelativePath) -> UnusableStory {
        UnusableStory(path: path, identity: nil, problems: [], isPostponed: true)
    }
}

extension UnusableStory {
    fileprivate init(_ path: RelativePath, _ identity: FileIdentity?, unreadable error: SystemError) {
        self.init(path: path, identity: identity, problems: ["It cannot be read: \(error.text)."])
    }
}

extension UploadStory {
    /// Finds the story of an upload: its own, or the nearest `story.json` or `story.yaml` from its folder upwards.
    ///
    /// - Parameter cache: keeps the stories that are read.
    static func find(
        for upload: RelativePath, in tree: FolderTree, _ cache: StoryCache = StoryCache()
    ) throws(UnusableStory) -> UploadStory {
        for name in UploadName.sidecars(of: upload.name) {
            let path = upload.folder.appending(name)
            if let story = try read(path, in: tree, cache, isSidecar: true) { return story }
        }
        var folder = upload.folder
        while true {
            for name in UploadName.defaultStories {
                if let story = try read(folder.appending(name), in: tree, cache, isSidecar: false) {
                    return story
                }
            }
            if folder == .root { break }
            folder = folder.folder
        }
        return .plain
    }

    private static func read(
        _ path: RelativePath, in tree: FolderTree, _ cache: StoryCache, isSidecar: Bool
    ) throws(UnusableStory) -> UploadStory? {
        let found: FolderEntry?
        do throws(SystemError) {
            found = try tree.entry(path)
        } catch {
            throw UnusableStory(path, nil, unreadable: error)
        }
        guard let found else { return nil }
        let identity = FileIdentity(found.status)
        guard found.kind == .file else {
            throw UnusableStory(
                path: path, identity: identity,
                problems: ["It is \(found.kind.words), not a file. Put the story itself there."])
        }
        var isMissing = false
        let reading = cache.story(
            at: path, found.status, isCurrent: { $0 == kit($0.path, in: tree) },
            read: {
                let bytes: [UInt8]
                do throws(SystemError) {
                    // One byte more than allowed, so that the reader notices a document that is too long.
                    bytes = try tree.open(path).bytes(at: 0, count: StoryLimits.documentBytes + 1)
                } catch {
                    isMissing = error.isMissing
                    return (.failure(UnusableStory(path, identity, unreadable: error)), nil, nil)
                }
                var found: StoryCache.Kit?
                let brands = BrandSource { file throws(StoryDocumentError) in
                    try contents(ofKit: file, of: path, in: tree, &found)
                }
                let reading = Result { () throws(UnusableStory) in
                    try UploadStory(bytes, path, identity, brands, isSidecar: isSidecar)
                }
                // The problems of a story take less room than its text.
                if case .failure(let broken) = reading {
                    return (reading, broken.problems.reduce(0) { $0 + $1.utf8.count }, found)
                }
                return (reading, bytes.count, found)
            })
        return isMissing ? nil : try reading.get()
    }

    /// The current state of a brand's kit.
    private static func kit(_ path: RelativePath, in tree: FolderTree) -> StoryCache.Kit {
        StoryCache.Kit(path: path, status: (try? tree.entry(path))?.status)
    }

    /// The text of a story's brand kit.
    ///
    /// - Parameters:
    ///   - story: the story's path.
    ///   - found: receives the kit's state.
    private static func contents(
        ofKit file: String, of story: RelativePath, in tree: FolderTree, _ found: inout StoryCache.Kit?
    ) throws(StoryDocumentError) -> [UInt8] {
        guard !leavesFolder(file, depth: story.folder.parts.count) else {
            throw BrandSource.unreadable(file, "It is outside of the watched folder.")
        }
        let path = story.folder.resolving(file)
        // Its state before it is read, so that a later change is noticed.
        found = kit(path, in: tree)
        do throws(SystemError) {
            return try tree.open(path).bytes(at: 0, count: StoryLimits.documentBytes + 1)
        } catch {
            throw BrandSource.unreadable(file, error.isMissing ? "There is no such file." : "\(error.text).")
        }
    }

    private init(
        _ bytes: [UInt8], _ path: RelativePath, _ identity: FileIdentity, _ brands: BrandSource,
        isSidecar: Bool
    ) throws(UnusableStory) {
        let story: StoryReading
        do throws(StoryDocumentError) {
            story = try StorySyntax(fileName: path.name).read(bytes, brands: brands)
        } catch {
            throw UnusableStory(path: path, identity: identity, problems: error.problems.map(\.description))
        }
        let strays = Self.strays(story.document, in: path.folder)
        guard strays.isEmpty else {
            throw UnusableStory(path: path, identity: identity, problems: strays)
        }
        self.init(
            document: story.document, notes: story.warnings.map(\.description), folder: path.folder,
            sidecar: isSidecar ? path : nil, sidecarIdentity: isSidecar ? identity : nil,
            bytes: bytes.count)
    }

    /// One problem for each file outside the watched folder. A person who may upload must not get other files of this
    /// machine drawn into a story.
    private static func strays(_ document: StoryDocument, in folder: RelativePath) -> [String] {
        document.files.filter { leavesFolder($0.src, depth: folder.parts.count) }.map { file in
            "\(file.path): got \"\(file.src)\"; allowed: the name of a file inside the watched folder, such as "
                + "\"assets/logo.png\""
        }
    }

    private static func leavesFolder(_ src: String, depth: Int) -> Bool {
        if src.utf8.first == UInt8(ascii: "/") { return true }
        var depth = depth
        for part in RelativePath(src).parts where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }

    /// The files that the story names, as paths in the watched folder.
    var files: [RelativePath] {
        document.files.map { folder.resolving($0.src) }
    }
}

extension RelativePath {
    /// Resolves a file name that is relative to this folder.
    func resolving(_ name: String) -> RelativePath {
        var path = self
        for part in RelativePath(name).parts where part != "." {
            path = part == ".." ? path.folder : path.appending(part)
        }
        return path
    }
}
