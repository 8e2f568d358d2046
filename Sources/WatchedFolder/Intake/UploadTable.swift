internal import Files
internal import Jobs

/// All uploads that lie in the watched folder, by path, by state of the file, by folder and by job. Holds nothing that
/// a new process could not find out again.
struct UploadTable {
    private var uploads: [RelativePath: Upload] = [:]
    private var paths: [FileIdentity: RelativePath] = [:]
    private var folders: [RelativePath: Set<RelativePath>] = [:]
    private var jobs: [JobID: Set<RelativePath>] = [:]
    /// The uploads to look at from time to time. Kept apart so that the many that only wait cost nothing.
    private(set) var arriving: Set<RelativePath> = []
    private(set) var hashed: Set<RelativePath> = []
    private(set) var refused: Set<RelativePath> = []

    var count: Int { uploads.count }

    subscript(path: RelativePath) -> Upload? {
        get { uploads[path] }
        set {
            if let old = uploads[path] { forget(old) }
            uploads[path] = newValue
            if let newValue { note(newValue) }
        }
    }

    /// The upload with this identity.
    func upload(_ identity: FileIdentity) -> Upload? { paths[identity].flatMap { uploads[$0] } }

    /// The paths of the uploads in a folder, without those in its subfolders.
    func paths(in folder: RelativePath) -> Set<RelativePath> { folders[folder] ?? [] }

    /// The folders with uploads among a folder and all its subfolders.
    func folders(inside folder: RelativePath) -> [RelativePath] {
        folders.keys.filter { $0.isInside(folder) }
    }

    /// The paths of the uploads that wait for a job.
    func paths(of job: JobID) -> Set<RelativePath> { jobs[job] ?? [] }

    /// The jobs that uploads wait for, in no order.
    var awaited: some Collection<JobID> { jobs.keys }

    /// Jobs of earlier states of uploads, which the watch is about to give up.
    var formerJobs: Set<JobID> { Set(uploads.values.compactMap(\.formerJob)) }

    private mutating func note(_ upload: Upload) {
        let path = upload.path
        paths[upload.identity] = path
        folders[path.folder, default: []].insert(path)
        switch upload.phase {
        case .arriving: arriving.insert(path)
        case .hashing: break
        case .hashed: hashed.insert(path)
        case .queued(let job): jobs[job, default: []].insert(path)
        case .refused: refused.insert(path)
        }
    }

    private mutating func forget(_ upload: Upload) {
        let path = upload.path
        if paths[upload.identity] == path { paths[upload.identity] = nil }
        folders[path.folder]?.remove(path)
        if folders[path.folder]?.isEmpty == true { folders[path.folder] = nil }
        switch upload.phase {
        case .arriving: arriving.remove(path)
        case .hashing: break
        case .hashed: hashed.remove(path)
        case .queued(let job):
            jobs[job]?.remove(path)
            if jobs[job]?.isEmpty == true { jobs[job] = nil }
        case .refused: refused.remove(path)
        }
    }
}
