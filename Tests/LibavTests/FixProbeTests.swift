import Testing

@testable import Libav

@Suite struct FixProbeTests {
    @Test("Trying a fix agrees with the release, where that has the fix without any doubt")
    func agreesWithRelease() {
        let isRefused = FixProbe.refusesMisalignedSlices()
        // Debian's package of this release has the change, and no other of the branch before it has.
        if FFmpegBuild.release.hasPrefix("7.1.5") { #expect(isRefused == true) }
        if FFmpegBuild.release == "5.1.9-0+deb12u1" { #expect(isRefused == false) }
    }

    @Test("The picture that a fix is tried with is right but for its slices")
    func isRightOtherwise() {
        // Slices of four rows end where chroma does: the decoder asks for memory then, with and without the fix.
        #expect(FixProbe.isRefused(sliceHeight: 4) == false)
    }
}
