internal import CFFmpeg

/// Controls how this process uses the C library's memory.
public enum Allocator {
    /// Makes all threads share one heap. Call it before starting any thread.
    ///
    /// glibc gives every thread a heap of its own. When another thread frees a picture, the memory does not return to
    /// the heap that needs it next. With a thread for each stage and more in the codecs, that costs pages and page
    /// faults (measured: 4 MB and two thirds of the system time). Frames and packets, which are allocated often, come
    /// from pools, so threads hardly ever wait for the heap.
    ///
    /// Corresponds to `mallopt`; does nothing with other C libraries.
    public static func useOneHeap() {
        storymedia_use_one_heap()
    }
}
