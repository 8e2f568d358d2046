import Jobs
import Testing

@testable import WatchedFolder

@Suite struct JobWatchTests {
    @Test("Of thousands of jobs few are looked at at a time, the oldest always, each in turn")
    func jobWatch() {
        var watch = JobWatch()
        let awaited = (1...1000).map { JobID(Int64($0)) }
        var seen: Set<JobID> = []
        var looks = 0
        while case let next = watch.next(among: awaited, hasChanged: false), !next.isEmpty {
            #expect(next.count <= 48 && next[0] == JobID(1))
            seen.formUnion(next)
            looks += 1
            if looks > 100 { break }
        }
        // The oldest are counted each time; what is left over comes with the next change.
        #expect(seen.count > 600)
        for _ in 2...40 {
            let next = watch.next(among: awaited, hasChanged: true)
            seen.formUnion(next)
        }
        #expect(seen.count == 1000)
    }
}
