internal import Dispatch
internal import Files
internal import Synchronization
internal import Threading

/// Hashes uploads on two threads of its own: one for large files and one for small files. A long film delays no photo.
final class HashQueue: Sendable {
    enum Outcome: Sendable {
        case hash(String)
        /// The file has changed, or is another one.
        case changed
        case failed(SystemError)
    }

    struct Result: Sendable {
        let path: RelativePath
        let identity: FileIdentity
        let outcome: Outcome
    }

    private let tree: FolderTree
    private let bell: FolderEvents.Bell
    private let cancellation = CancellationToken()
    private let results = Mutex<[Result]>([])
    // A lower priority than work that users wait for: decoding comes before reading for later jobs.
    private let small = DispatchQueue(label: "storymedia.intake.small", qos: .utility)
    private let large = DispatchQueue(label: "storymedia.intake.large", qos: .utility)

    /// The size, in bytes, from which an upload is large. A smaller one is read in less than a second, so many of them
    /// can share one thread.
    static let largeBytes: Int64 = 256 << 20

    /// - Parameter bell: rung after each result.
    init(_ tree: FolderTree, _ bell: FolderEvents.Bell) {
        self.tree = tree
        self.bell = bell
    }

    /// Stops reading. Uploads that are not read by then get no result.
    func stop() { cancellation.cancel() }

    /// Waits until no upload is being read.
    func wait() {
        for lane in [small, large] { lane.sync {} }
    }

    func add(_ path: RelativePath, _ identity: FileIdentity) {
        let lane = identity.bytes < Self.largeBytes ? small : large
        lane.async { [self] in
            guard !cancellation.isCancelled, let outcome = outcome(path, identity) else { return }
            results.withLock { $0.append(Result(path: path, identity: identity, outcome: outcome)) }
            bell.ring()
        }
    }

    /// The results since the last call.
    func take() -> [Result] {
        results.withLock { results in
            defer { results = [] }
            return results
        }
    }

    private func outcome(_ path: RelativePath, _ identity: FileIdentity) -> Outcome? {
        do {
            // A pipe or a device may have taken the name. Even opening one can do harm.
            guard let entry = try tree.entry(path), entry.kind == .file,
                FileIdentity(entry.status) == identity
            else { return .changed }
            let file = try tree.open(path)
            let status = try file.status()
            guard status.isRegular, FileIdentity(status) == identity else { return .changed }
            let hash = try FileHash.reading(file) { cancellation.isCancelled }
            return FileIdentity(try file.status()) == identity ? .hash(hash.sha256) : .changed
        } catch let error as SystemError {
            return error.isMissing || error.isOtherKind ? .changed : .failed(error)
        } catch {
            return nil
        }
    }
}
