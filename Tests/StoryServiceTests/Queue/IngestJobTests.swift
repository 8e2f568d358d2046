import Story
import Testing
import Workers

@testable import StoryService

@Suite struct IngestJobTests {
    @Test("A job means the same from every folder")
    func makesPathsAbsolute() throws {
        let request = IngestRequest(
            input: "in/clip.mov", story: StoryDocument(slides: [Slide()]), baseDirectory: ".")
        let job = IngestJob(request, from: "/home/ann")
        #expect(job.request.input == "/home/ann/in/clip.mov")
        #expect(job.request.outputDirectory == "/home/ann/in")
        #expect(job.request.baseDirectory == "/home/ann")
        #expect(try IngestJob(payload: job.payload()) == job)
        #expect(IngestJob(job.request, from: "/elsewhere") == job)
    }
}
